export { importFormats } from './formats/index.ts';
