import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openConfigured } from '../../src/app/open-configured.ts';
import { scoreAndGroup } from '../../src/app/processing.ts';
import { silentLog } from '../../src/core/log.ts';
import { findMention } from '../../src/store/mentions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { makeDraft } from '../support/make.ts';

it('takes a complaint to the office as one about the regency, and a post that a search found only when it says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-nilai-'));
  const config = join(folder, 'kentongan.yaml');
  const source = (id: string, name: string) =>
    `  - { id: ${id}, title: Uji, class: ${name}, collector: feed, options: { url: "https://${id}.test/feed" } }`;
  writeFileSync(
    config,
    `region: { code: "35.16" }
contact: mailto:uji@contoh.test
legal: { purpose: uji coba, basis: uji coba }
database: ${join(folder, 'k.db')}
sources:
${source('aduan', 'complaint')}
${source('cari', 'public')}
`,
  );
  const installation = await openConfigured(config, silentLog);
  try {
    const { db } = installation;
    const text = 'Sudah tiga minggu lampu jalan depan rumah saya padam, dilaporkan tidak pernah ditanggapi.';
    const aboutOf = async (sourceId: string): Promise<string | null | undefined> => {
      const drafts = [makeDraft({ keys: [`url:https://${sourceId}.test/1`], title: null, text })];
      const { stored } = await saveStep(db, { sourceId, drafts, cursor: null, rejected: 0, now: new Date() });
      await scoreAndGroup(installation);
      return (await findMention(db, stored[0] ?? 0))?.score?.relevance.about;
    };
    expect(await aboutOf('aduan')).toBe('35.16');
    expect(await aboutOf('cari')).toBeNull();
  } finally {
    await installation.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
