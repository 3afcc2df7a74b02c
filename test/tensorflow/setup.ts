import { prepareProcess } from '../../kernels/backends/tensorflow/prepareProcess';

// As in a kernel, before TensorFlow is loaded.
prepareProcess();
