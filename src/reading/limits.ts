/** What one document may cost. Everything above is refused or cut, so that no page or feed can fill the memory of the worker. */

/** Decoded size; a larger document is refused. */
export const maxDocumentBytes = 10 * 1024 * 1024;
/** Items of a feed or of a WordPress list; the rest is counted as rejected. */
export const maxItems = 10_000;
/** Entries of a sitemap: the number that the sitemap protocol allows. */
export const maxSitemapEntries = 50_000;
/** Nested elements in XML and in pages. The deepest of 535 real pages has 51 levels. */
export const maxDepth = 256;
/** Elements of a page. The largest of 535 real pages has 4,100. */
export const maxPageElements = 30_000;
/** Attributes of one element of a page or feed: setting them one by one is quadratic in the DOM library. */
export const maxElementAttributes = 500;
/** UTF-16 units kept of a title and of a text. */
export const maxTitleLength = 1_000;
export const maxTextLength = 100_000;
/** Links of a listing page. */
export const maxLinks = 2_000;
/** Rows of a klipping sheet. */
export const maxRows = 50_000;
/** What a spreadsheet may unpack to: about 1.5 million cells of text. */
export const maxUnpackedBytes = 200 * 1024 * 1024;
/** Pages of a PDF. */
export const maxPdfPages = 500;
/** One stream of a PDF, unpacked: a page scanned in colour at 600 dpi has 100 MB. */
export const maxPdfStreamBytes = 128 * 1024 * 1024;
