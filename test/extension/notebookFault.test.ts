import { expect, test } from 'vitest';
import { notebookFault } from '../../extension/notebook/notebookFault';

test.each([
  ['a notebook', '{"cells":[],"nbformat":4}', undefined],
  ['an empty file', ' \n', undefined],
  ['JSON without cells', '{"a":1}', 'its JSON has no list of cells ("cells")'],
  ['JSON that is no object', '[1]', 'its JSON has no list of cells ("cells")'],
])('%s', (_, text, fault) => {
  expect(notebookFault(text)).toBe(fault);
});

test('says where JSON breaks', () => {
  expect(notebookFault('{\n "cells": [ this ]\n}')).toMatch(/^its text is not JSON \((line 2, column 13|near: .*this)/);
  expect(notebookFault('{"cells": [')).toMatch(/^its text is not JSON/);
});
