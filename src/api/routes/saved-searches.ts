import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { saveAlertRule } from '../../store/alert-rules.ts';
import {
  addSavedSearch,
  changeSavedSearch,
  listSavedSearches,
  loadSavedSearch,
  removeSavedSearch,
} from '../../store/saved-searches.ts';
import { readQuery } from '../../store/search-query-text.ts';
import type { ApiDeps } from '../deps.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { id, pageOf } from '../schemas/common.ts';
import { savedSearch, savedSearchBody, searchAlertBody } from '../schemas/saved-search.ts';

const tag = 'saved searches';

export const savedSearchRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/saved-searches',
    access: 'read',
    tag,
    summary: 'Searches that you keep, and those that others share.',
    input: z.strictObject({}),
    output: pageOf(savedSearch),
    async handle(_input, { db }, actor) {
      return { items: [...(await listSavedSearches(db, actor))], next: null };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/saved-searches',
    access: 'triage',
    tag,
    summary: 'Keeps a search.',
    input: z.strictObject({}),
    body: savedSearchBody,
    output: savedSearch,
    async write({ body, actor }, deps) {
      const setting = parseBody(savedSearchBody, body);
      await requireMeaning(deps, setting.query);
      return addSavedSearch(deps.db, actor, setting, deps.now());
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/saved-searches/:id',
    access: 'read',
    tag,
    summary: 'One search that is kept: your own, or one that is shared.',
    input: z.strictObject({ id }),
    output: savedSearch,
    handle: (input, { db }, actor) => loadSavedSearch(db, actor, input.id),
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/saved-searches/:id',
    access: 'triage',
    tag,
    summary: 'Changes a search of your own.',
    input: z.strictObject({ id }),
    body: savedSearchBody,
    output: savedSearch,
    async write({ input, body, actor }, deps) {
      const setting = parseBody(savedSearchBody, body);
      await loadSavedSearch(deps.db, actor, input.id);
      await requireMeaning(deps, setting.query);
      return changeSavedSearch(deps.db, actor, input.id, setting, deps.now());
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/saved-searches/:id',
    access: 'triage',
    tag,
    summary: 'Removes a search of your own. An alert rule that was made of it stays.',
    input: z.strictObject({ id }),
    body: null,
    output: z.strictObject({ deleted: z.literal(true) }),
    async write({ input, actor }, { db, now }) {
      await removeSavedSearch(db, actor, input.id, now());
      return { deleted: true } as const;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/saved-searches/:id/alert-rule',
    access: 'alerting',
    tag,
    summary: 'Makes an alert rule of a kept search, or makes it anew.',
    description:
      'The rule (`saved-search`) has the search as it is now: later changes of the search do not change it. It is called ' +
      '`pencarian-<id>`, and can be changed and removed under `/api/v1/alert-rules`.',
    input: z.strictObject({ id }),
    body: searchAlertBody,
    output: z.strictObject({ ruleId: z.string(), replaced: z.boolean() }),
    async write({ input, body, actor, who }, deps) {
      const { db, now, alertRules, log } = deps;
      const { minMentions, windowHours } = parseBody(searchAlertBody, body);
      const { name, query, everywhere } = await loadSavedSearch(db, actor, input.id);
      const ruleId = `pencarian-${input.id}`;
      if (alertRules.configured.some((rule) => rule.id === ruleId)) {
        throw new RequestError(409, 'configured-rule', `Aturan ${ruleId} berasal dari berkas konfigurasi.`);
      }
      const options = { name, query, everywhere, minMentions, windowHours };
      const before = await db.selectFrom('alertRules').select('id').where('id', '=', ruleId).executeTakeFirst();
      await saveAlertRule(db, { id: ruleId, rule: 'saved-search', options, enabled: true, author: who }, now());
      log.info({ rule: ruleId, kind: 'saved-search' }, 'an alert rule was made of a saved search');
      return { ruleId, replaced: before !== undefined };
    },
  }),
];

/** @throws RequestError 400 for a text that nothing can be searched for by */
async function requireMeaning(deps: ApiDeps, query: string): Promise<void> {
  const { db, region, stemsOf } = deps;
  const { tree, problems } = await readQuery({ db, region, stemsOf, now: deps.now() }, query);
  if (tree !== null) return;
  const message = problems.map((problem) => problem.message).join(' ') || 'tidak berisi kata';
  throw new RequestError(400, 'invalid-body', 'Isi permintaan perlu diperbaiki: query', [{ where: 'query', message }]);
}
