import '../page.css';
import 'uplot/dist/uPlot.min.css';
import type { CurvesHost } from '../../extension/panels/protocol';
import { connect, post } from '../channel';
import { pageRoot } from '../dom';
import { onThemeChange } from '../theme';
import { CurvesView } from './curvesView';
import { PageRuns } from './pageRuns';

/** Points arrive up to twenty times a second; the figure is drawn at most once a frame. */
let isDrawing = false;
const draw = () => {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    view.draw(runs.all());
  });
};

const runs = new PageRuns(draw);
const view = new CurvesView(pageRoot(), (message) => post<CurvesHost>(message), draw);
onThemeChange(draw);
connect(runs);
