import { parentPort } from 'node:worker_threads';
import { digestAttachments } from '../../reports/digest-attachments.ts';
import { renderDigestHtml } from '../../reports/digest-html.tsx';
import { renderReport } from '../../reports/formats.ts';
import type { ReportTasks, TaskAnswer, TaskMessage, TaskName } from './tasks.ts';

/** Draws reports: a PDF or a chart takes over a second of computing, in which nothing else would happen in its process. */

const work: { readonly [Name in TaskName]: (of: ReportTasks[Name]['of']) => Promise<ReportTasks[Name]['gives']> } = {
  html: async ({ digest }) => renderDigestHtml(digest),
  file: ({ digest, format }) => renderReport(digest, format),
  attachments: ({ digest }) => digestAttachments(digest),
};

parentPort?.on('message', async ({ id, task, of }: TaskMessage) => {
  const answer: TaskAnswer = await work[task](of as never).then(
    (gives) => ({ id, gives }),
    (error: Error) => ({ id, error }),
  );
  parentPort?.postMessage(answer);
});
