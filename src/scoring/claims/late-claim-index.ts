import type { Claim } from '../../core/claim.ts';
import { type ClaimIndex, createClaimIndex } from './claim-index.ts';
import type { ClaimReader } from './claim-reader.ts';

type Change = (index: ClaimIndex) => void;

/**
 * The same as `createClaimIndex`, made when it is first asked: until then claims that come and go are only written down, which costs no
 * reading of their texts.
 */
export function createLateClaimIndex(reader: () => ClaimReader): ClaimIndex {
  let waiting: Change[] = [];
  let made: ClaimIndex | null = null;
  const index = (): ClaimIndex => {
    made ??= createClaimIndex(reader());
    const changes = waiting;
    waiting = [];
    for (const change of changes) change(made);
    return made;
  };
  const soon = (change: Change): void => {
    if (made === null) waiting.push(change);
    else change(made);
  };
  return {
    add: (claim: Claim) => soon((to) => to.add(claim)),
    remove: (claimId) => soon((to) => to.remove(claimId)),
    find: (source, limit, from) => index().find(source, limit, from),
    size: () => index().size(),
    bytes: () => index().bytes(),
  };
}
