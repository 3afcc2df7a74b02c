import '../page.css';
import './benchmark.css';
import type { BenchmarkHost } from '../../extension/panels/protocol';
import { connect, post } from '../channel';
import { pageRoot } from '../dom';
import { onThemeChange } from '../theme';
import { BenchmarkView } from './benchmarkView';

const view = new BenchmarkView(pageRoot(), (message) => post<BenchmarkHost>(message));
onThemeChange(() => view.draw());
connect(view);
