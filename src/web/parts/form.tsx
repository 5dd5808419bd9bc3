import type { ComponentChildren, JSX } from 'preact';
import { backField, doneField, methodParameter } from '../../core/form.ts';

export interface FormProps {
  /** Address of the API's route: `/api/v1/issues/12/state`. */
  readonly action: string;
  /** POST if absent. */
  readonly method?: 'put' | 'delete';
  /** Own path to return to; `{id}` is filled in from what the route answers. */
  readonly back: string;
  /** What is said there when it worked, as a sentence. */
  readonly done?: string;
  readonly class?: string;
  /** So that fields elsewhere on the page can belong to it. */
  readonly id?: string;
  /** Fields that nobody types, by the names of the body's keys. */
  readonly hidden?: Readonly<Record<string, string | number>>;
  readonly children: ComponentChildren;
}

/** Changes something through the API's own route, with or without scripts. Fields are named as the keys of the route's body. */
export function Form({ action, method, back, done, class: name, id, hidden = {}, children }: FormProps): JSX.Element {
  return (
    <form
      method="post"
      action={method === undefined ? action : `${action}?${methodParameter}=${method}`}
      class={name}
      id={id}
    >
      <input type="hidden" name={backField} value={back} />
      {done === undefined ? null : <input type="hidden" name={doneField} value={done} />}
      {Object.entries(hidden).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      {children}
    </form>
  );
}
