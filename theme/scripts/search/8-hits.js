  // ---------------------------------------------------------------- excerpts

  /** Where hits say something in other words, these are marked in them too. @param {Index} index @param {Answer} answer */
  async function addOtherWords(index, { line, spellings }) {
    if (![...spellings].some((one) => one.startsWith(OTHER))) return;
    const [exact, folded] = [line.map((word) => word.exact), line.map((word) => word.folded)].map((all) => ` ${all.join(' ')} `);
    for (const row of await index.wordings()) {
      if (!row.some((one) => exact.includes(` ${one} `) || folded.includes(` ${fold(one)} `))) continue;
      for (const one of row) {
        const run = one.split(' ');
        run.forEach((word, place) => place && spellings.add(`${run[place - 1]} ${word}`));
        if (run.length === 1) spellings.add(one);
      }
    }
  }

  /** Where a query's terms stand in a text: spans [start, end] in order, joined where they touch;
   * and which terms they are. @param {string} text NFC @param {Set<string>} spellings
   * @returns {Piece & {terms: Set<string>}} */
  function matches(text, spellings) {
    const line = words(text);
    /** @type {boolean[]} */
    const marked = [];
    const terms = new Set();
    /** @param {string} term @param {number} first @param {number} last */
    const mark = (term, first, last) => {
      if (!spellings.has(term)) return;
      terms.add(term);
      marked.fill(true, first, last + 1);
    };
    marked.length = line.length;
    line.forEach((word, place) => {
      mark(word.exact, place, place);
      const before = line[place - 1];
      if (!before) return;
      const exact = `${before.exact} ${word.exact}`;
      mark(spellings.has(exact) ? exact : `*${before.folded} ${word.folded}`, place - 1, place);
    });
    for (const { keys, first, last } of citations(text, line)) {
      for (const key of keys) mark(key, first, last);
    }
    /** @type {Span[]} */
    const spans = [];
    line.forEach(({ start, end }, place) => {
      if (!marked[place]) return;
      const before = spans.at(-1);
      if (before && marked[place - 1]) before[1] = end;
      else spans.push([start, end]);
    });
    return { text, spans, terms };
  }

  /** The sentence that holds most of what was searched, and one that adds most to it, in the order
   * of the text, each cut to a readable length; and the line where the first match stands, or -1.
   * @param {string[]} lines @param {Set<string>} spellings @returns {{pieces: Piece[], line: number}} */
  function excerpt(lines, spellings) {
    const sentences = lines.flatMap((text, line) =>
      text
        .split(/(?<=[.!?…])\s+/u)
        .filter(Boolean)
        .map((sentence) => ({ ...matches(sentence, spellings), line })),
    );
    /** @param {Set<string>} known */
    const richest = (known) => {
      let [best, most] = [-1, 0];
      sentences.forEach(({ terms }, place) => {
        const added = [...terms].filter((term) => !known.has(term)).length;
        if (added > most) [best, most] = [place, added];
      });
      return best;
    };
    const first = richest(new Set());
    if (first < 0) return { pieces: sentences.slice(0, 1).map((piece) => shorten(piece, EXCERPT)), line: -1 };
    const second = richest(sentences[first].terms);
    const places = second < 0 ? [first] : [first, second].sort((one, two) => one - two);
    return { pieces: places.map((place) => shorten(sentences[place], EXCERPT / places.length)), line: sentences[first].line };
  }

  /** At most `most` characters, from a little before the first span. @param {Piece} piece @param {number} most @returns {Piece} */
  function shorten({ text, spans }, most) {
    if (text.length <= most) return { text, spans };
    let start = Math.max(0, Math.min((spans[0]?.[0] ?? 0) - most / 4, text.length - most));
    if (start > 0) start = text.indexOf(' ', start) + 1;
    let end = Math.min(text.length, start + most);
    if (end < text.length) end = Math.max(text.lastIndexOf(' ', end), start + 1);
    const [before, after] = [start > 0 ? '… ' : '', end < text.length ? ' …' : ''];
    const shift = before.length - start;
    return {
      text: before + text.slice(start, end) + after,
      spans: spans
        .filter(([from, to]) => from >= start && to <= end)
        .map(([from, to]) => [from + shift, to + shift]),
    };
  }

  // -------------------------------------------------------------- hits, a page at a time

  /** The hits in the order in which a reader sees them; what should stand in a row is looked up. */
  class Reading {
    /** @param {Index} index @param {Answer} answer @param {string} siteRoot */
    constructor(index, answer, siteRoot) {
      this.index = index;
      this.answer = answer;
      this.siteRoot = siteRoot;
      this.asked = 0; // hits looked at
      this.kept = 0; // of those, hits that are
      this.lost = 0; // of those, hits whose cards cannot be read
      /** @type {Hit[]} */
      this.ready = [];
      /** @type {Hit[]} */
      this.behind = []; // of this window, without the row
    }

    get done() {
      return this.asked >= this.answer.hits.length;
    }

    /** Whether the number of hits is known. */
    get exact() {
      return this.done || !this.answer.phrases.some((phrase) => phrase.required);
    }

    get total() {
      return this.exact && this.done ? this.kept : this.answer.hits.length - (this.asked - this.kept);
    }

    /** @param {number} most @returns {Promise<Hit[]>} */
    async next(most) {
      const { hits, phrases } = this.answer;
      for (let turns = 0; this.ready.length < most && !this.done && turns < 16; turns++) {
        const window = hits.slice(this.asked, this.asked + (phrases.length ? WINDOW / 2 : hits.length));
        const [inRow, others] = phrases.length ? await this.lookUp(window) : [window, []];
        this.asked += window.length;
        this.kept += inRow.length + others.length;
        this.ready.push(...inRow);
        this.behind.push(...others);
        if (this.done || this.asked % WINDOW === 0) this.ready.push(...this.behind.splice(0));
      }
      return this.ready.splice(0, most);
    }

    /** Those in which the words stand in a row, and the others. @param {Hit[]} window */
    async lookUp(window) {
      const { phrases } = this.answer;
      /** @type {[Hit[], Hit[]]} */
      const rows = [[], []];
      const texts = window.map(({ number }) => this.index.lines(number, this.siteRoot).catch(() => null));
      for (const [place, lines] of (await Promise.all(texts)).entries()) {
        const hit = window[place];
        const found = phrases.map((phrase) => lines !== null && stands(phrase, lines.map(words)));
        if (!lines) rows[1].push({ ...hit, approximate: true }); // unread: neither promised nor denied
        else if (phrases.every(({ required }, at) => found[at] || !required)) rows[found.every(Boolean) ? 0 : 1].push(hit);
      }
      return rows;
    }
  }

