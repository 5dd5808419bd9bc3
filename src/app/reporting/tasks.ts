import type { Digest } from '../../core/digest.ts';
import type { Attachment } from '../../core/notification.ts';
import type { ReportFile, ReportFormat } from '../../core/report-file.ts';

/** What the report thread can be asked for: the argument and the answer of each task. */
export interface ReportTasks {
  readonly html: { readonly of: { readonly digest: Digest }; readonly gives: string };
  readonly file: {
    readonly of: { readonly digest: Digest; readonly format: ReportFormat };
    readonly gives: ReportFile;
  };
  readonly attachments: { readonly of: { readonly digest: Digest }; readonly gives: readonly Attachment[] };
}

export type TaskName = keyof ReportTasks;

export interface TaskMessage<Name extends TaskName = TaskName> {
  readonly id: number;
  readonly task: Name;
  readonly of: ReportTasks[Name]['of'];
}

export type TaskAnswer =
  | { readonly id: number; readonly gives: ReportTasks[TaskName]['gives'] }
  | { readonly id: number; readonly error: Error };
