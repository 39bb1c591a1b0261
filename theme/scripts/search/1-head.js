// @ts-check
/**
 * Search of the archive in the reader's browser: a classic script, so that it runs from a folder
 * (`file://`) too. What it needs on the page: theme/templates/search.html.
 *
 * It runs under `script-src 'self'; connect-src 'self'; require-trusted-types-for 'script';
 * trusted-types kyyeu`: text enters the page as text only, and the one policy lets through names
 * of our own scripts. The rules of words, keys, plan and ranking are those of kyyeu/search; the
 * tests run one table of cases through both.
 */
'use strict';
(() => {
  /** @typedef {{exact: string, folded: string, start: number, end: number}} Word */
  /** @typedef {{keys: string[], first: number, last: number}} DocumentNumber */
  /** @typedef {Map<number, number>} Documents numbers, with bits: 1 in the title, 2 often, 4 in these words */
  /** @typedef {Map<string, Documents>} Lists by exact spelling */
  /** @typedef {{key: string, exact: string, unfinished: boolean, required: boolean, codes: string[]}} Term */
  /** @typedef {{name: string, at: number, serial: string}} Kind of document before a number */
  /** @typedef {{required: boolean, unfinished: boolean, numbers: Map<number, number>}} Asked */
  /** @typedef {{start: number, end: number, year: number, month: number, day: number}} Period what is not named is 0 */
  /** @typedef {{words: Word[], required: boolean, unfinished: boolean}} Stretch */
  /** @typedef {{texts: string[], folded: boolean, required: boolean, unfinished: boolean}} Phrase */
  /** @typedef {{line: Word[], marked: boolean, unfinished: boolean, terms: Term[], singles: Term[], stretches: Stretch[], phrases: Phrase[], unknown: string[], near: Term[], ways: Term[][], period: Period | null, rest: Term[], called: Word[]}} Plan */
  /** @typedef {{number: number, approximate: boolean, instead: string}} Hit */
  /** @typedef {[kind: string, name: string, apart: string, path: string, times: number, ...others: string[]]} Name */
  /** @typedef {{filters: Record<string, string>, since: string, until: string, order: string, wide: boolean}} Choice */
  /** @typedef {{hits: Hit[], pool: Hit[], names: Name[], phrases: Phrase[], spellings: Set<string>, line: Word[], unknown: string[], period: Period | null}} Answer */
  /** @typedef {[start: number, end: number]} Span */
  /** @typedef {{text: string, spans: Span[]}} Piece */
  /** @typedef {{folder: string, offset: number, size: number, dead: Set<number>, texts: string, root: any, sieve: Set<number>, shards: Map<number, Map<string, any>>}} Segment */

  const FORMAT = 5;
  const OTHER = '~'; // before the spelling of what is said in other words
  const CARDS = 32;
  const SIEVE_FROM = 93;
  const MOST_WORDS = 16;
  const LONG = 4;
  const MOST_TERMS = 4;
  const MOST_SHARDS = 4;
  const MOST_NAMES = 6;
  const MOST_MENDED = 10;
  const MOST_MENDED_FIRST = 3; // of the first word, whose pairs lie in as many shards
  const MOST_BETWEEN = 2; // of one between two others
  const MOST_WAYS = 6;
  const WINDOW = 20;
  const ONCE = 20;
  const OTHERWISE = 14; // said in other words: "UBND"
  const IN_TITLE = 16;
  const OFTEN = 5;
  const PAGE = 10; // hits shown at once
  const AROUND = 4; // words on each side that tell one place of a page from another
  const EXCERPT = 300; // characters shown under a hit
  const TYPING_MS = 120;
  const SLOW_MS = 300;
  const STALLED_MS = 20000; // then a file counts as missing
  const DAY_MS = 86400000;
  const inFolder = location.protocol === 'file:';

