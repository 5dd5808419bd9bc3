import { z } from 'zod';
import { issueStates } from '../../core/issue.ts';
import { attention, instant, topic } from './common.ts';

export const issueState = z.enum(issueStates);

/** Equals the domain's `Issue`, key by key. */
export const issue = z
  .strictObject({
    id: z.int(),
    title: z.string(),
    state: issueState,
    stateAt: instant.nullable(),
    dueAt: instant.nullable().describe('Until when the agency should answer.'),
    mergedInto: z.int().nullable().describe('The issue that it was joined to.'),
    topic,
    agency: z.string().nullable(),
    placeCode: z.string().nullable(),
    placeName: z.string().nullable(),
    attention: attention.describe('none hijau · watch kuning · alert merah'),
    firstAt: instant,
    lastAt: instant,
    firstPublisher: z.string(),
    mentionCount: z.int(),
    negativeCount: z.int(),
    positiveCount: z.int(),
    sourceCount: z.int().describe('Distinct voices: mirrors and aggregators are not counted.'),
    mediaCount: z.int().describe('Newsrooms that reported, each once.'),
    accountCount: z.int().describe('Groups and accounts that posted, each once.'),
    commentCount: z.int(),
    hoaxCount: z.int().describe('Mentions that repeat a claim or spread a hoax.'),
    updatedAt: instant,
  })
  .meta({ id: 'Issue', description: 'All mentions of one event or theme.' });
