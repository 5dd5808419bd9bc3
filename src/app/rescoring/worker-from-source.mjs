// Starts rescore-worker.ts where it is still TypeScript (tsx, vitest): tsx's own `--import` does nothing in worker threads on Node 20.
import { register } from 'tsx/esm/api';

register();
await import('./rescore-worker.ts');
