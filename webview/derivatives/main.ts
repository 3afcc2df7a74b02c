import '../page.css';
import './derivatives.css';
import 'uplot/dist/uPlot.min.css';
import type { DerivativesHost } from '../../extension/panels/protocol';
import { connect, post } from '../channel';
import { pageRoot } from '../dom';
import { onThemeChange } from '../theme';
import { DerivativesView } from './derivativesView';

const view = new DerivativesView(pageRoot(), (message) => post<DerivativesHost>(message));
onThemeChange(() => view.draw());
connect(view);
