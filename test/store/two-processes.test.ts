import { beforeEach, describe, expect, test } from 'vitest';
import { insertAlertIfCurrent } from '../../src/store/alerts.ts';
import { loadLastEventId } from '../../src/store/issue-decisions.ts';
import { findIssue } from '../../src/store/issues.ts';
import { saveClustering, saveClusteringIfCurrent } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeIssue, makeScored, makeSource, testNow } from '../support/make.ts';
import { makeNewAlert } from './new-alert.ts';

/** Two processes have read the same state; the second to write finds that it is too late. */
describe.each(dialects)('two processes on one database, %s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), [makeSource()], testNow));

  test('put a mention into one issue', async () => {
    const draft = makeDraft();
    const { stored } = await saveStep(db(), {
      sourceId: makeSource().id,
      drafts: [draft],
      cursor: null,
      rejected: 0,
      now: testNow,
    });
    const [mentionId = 0] = stored;
    await saveScores(
      db(),
      [{ mentionId, contentHash: draft.contentHash, scored: makeScored({}), stamp: 's' }],
      testNow,
    );
    const clustering = {
      assign: [],
      create: [{ issue: makeIssue(), mentionIds: [mentionId] }],
      refresh: [],
      clusteredMentionIds: [mentionId],
      now: testNow,
    };
    const lastEventId = await loadLastEventId(db());
    const first = await saveClusteringIfCurrent(db(), clustering, lastEventId);
    const second = await saveClusteringIfCurrent(db(), clustering, lastEventId);
    expect(first?.created).toHaveLength(1);
    expect(second).toBeNull();
    expect(await findIssue(db(), first?.created[0] ?? 0)).toMatchObject({ mentionCount: 1 });
  });

  test('alert once', async () => {
    const [issueId = 0] = await saveClustering(db(), {
      assign: [],
      create: [{ issue: makeIssue(), mentionIds: [] }],
      refresh: [],
      clusteredMentionIds: [],
      now: testNow,
    });
    const issue = await findIssue(db(), issueId);
    if (issue === null) throw new Error('no issue');
    const draft = makeNewAlert(issue, { firedAt: testNow.toISOString() });
    expect(await insertAlertIfCurrent(db(), draft, null)).not.toBeNull();
    expect(await insertAlertIfCurrent(db(), draft, null)).toBeNull();
    expect(await db().selectFrom('notices').select('id').execute()).toHaveLength(1);
    const later = makeNewAlert(issue, { firedAt: new Date(testNow.getTime() + 3_600_000).toISOString() });
    expect(await insertAlertIfCurrent(db(), later, testNow.toISOString())).not.toBeNull();
  });
});
