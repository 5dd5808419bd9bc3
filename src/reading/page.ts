import { load } from 'cheerio';
import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { SourceError } from '../core/errors.ts';
import { maxDepth, maxElementAttributes, maxPageElements } from './limits.ts';

/** A parsed page. linkedom's own type, so that no DOM library is needed in the compiler settings. */
export type Page = ReturnType<typeof parseHTML>['document'];
export type PageElement = NonNullable<ReturnType<Page['querySelector']>>;

/**
 * Refuses pages made to stall parsers: 50,000 nested elements hang every DOM library that was measured. Linear, and stops at the limit.
 * @throws SourceError `changed`
 */
export function checkPage(html: string): void {
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  let fault: string | null = null;
  const stop = (reason: string) => {
    fault = reason;
    parser.pause();
  };
  const parser = new Parser({
    onopentagname() {
      attributes = 0;
      if (++elements > maxPageElements) stop(`more than ${maxPageElements} elements`);
      else if (++depth > maxDepth) stop(`nested more than ${maxDepth} deep`);
    },
    onattribute() {
      if (++attributes > maxElementAttributes) stop(`more than ${maxElementAttributes} attributes on one element`);
    },
    onclosetag() {
      depth--;
    },
  });
  parser.write(html);
  parser.end();
  if (fault !== null) throw new SourceError('changed', `abnormal page: ${fault}`);
}

/**
 * Parses a page with linkedom, eight times cheaper than jsdom. Two guards make it find what a browser finds: pages without
 * `<html>` or `<body>` go through parse5 first, and `<template>` elements are cut because Readability throws on them.
 * @throws SourceError `changed` for a hostile page
 */
export function parsePage(html: string): Page {
  checkPage(html);
  const isWhole = /<html[\s>]/i.test(html) && /<body[\s>]/i.test(html);
  const { document } = parseHTML(isWhole ? html : load(html).html());
  for (const template of document.querySelectorAll('template')) template.remove();
  return document;
}
