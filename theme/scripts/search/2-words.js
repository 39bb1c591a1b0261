  // ---------------------------------------------------------------- spelling (vietnamese.py)

  const LOOKALIKES = new Map([...'ÐðƉɖĐ'].map((letter) => [letter, 'đ']));
  const TONES = '\u0300\u0309\u0303\u0301\u0323';
  const OLD_TO_NEW = new Map(
    ['oa', 'oe', 'uy'].flatMap(([first, second]) =>
      [...TONES].map((tone) => [(first + tone).normalize() + second, first + (second + tone).normalize()]),
    ),
  );
  const OLD_TONE = new RegExp(`(?<!q)(?:${[...OLD_TO_NEW.keys()].join('|')})(?!\\p{L})`, 'gu');

  /** One character in lower case. @param {string} letter */
  const lower = (letter) => LOOKALIKES.get(letter) ?? [...letter.toLowerCase()][0];

  /** One character in lower case without marks. @param {string} letter */
  function bare(letter) {
    const small = lower(letter);
    const [base, ...marks] = small.normalize('NFD');
    if (small === 'đ') return 'd';
    return marks.every((mark) => /\p{Mn}/u.test(mark)) ? base : small;
  }

  /** Lower case without marks, đ as d. @param {string} text */
  const fold = (text) => Array.from(text.normalize(), bare).join('');

  /** Lower case, one tone placement. @param {string} text */
  const canonical = (text) =>
    Array.from(text.normalize(), lower)
      .join('')
      .replace(OLD_TONE, (old) => OLD_TO_NEW.get(old) ?? old);

  // ---------------------------------------------------------------- words (search/words.py)

  const WORD = /[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[\p{L}\p{N}]+/gu;
  const JOINT = /^ ?[-/–‑] ?$/;
  const DOCUMENT_KINDS = new Set(
    ('bao cao|chi thi|chuong trinh|cong dien|cong van|de an|huong dan|ke hoach|ket luan|nghi dinh|' +
      'nghi quyet|phap lenh|quy che|quy dinh|quyet dinh|sac lenh|thong bao|thong tri|thong tu|to trinh').split('|'),
  );
  const MOST_PIECES = 4;

  /** @param {string} text */
  const startsWithDigit = (text) => /^[0-9]/.test(text);

  /** The words of a text, in order. @param {string} text @returns {Word[]} */
  function words(text) {
    const found = Array.from(canonical(text).matchAll(WORD), (match) => {
      const written = match[0];
      const exact = startsWithDigit(written)
        ? written.replaceAll('.', '').replace(/^0+(?=[0-9])/, '')
        : written;
      return { exact, folded: fold(exact), start: match.index, end: match.index + written.length };
    });
    return found.filter((word, place) => !isFiller(found, place));
  }

  /** Whether it is the "số" of "Chỉ thị số 34". @param {Word[]} line @param {number} place */
  function isFiller(line, place) {
    return (
      isSo(line[place]) &&
      place >= 2 &&
      place < line.length - 1 &&
      startsWithDigit(line[place + 1].exact) &&
      DOCUMENT_KINDS.has(`${line[place - 2].folded} ${line[place - 1].folded}`)
    );
  }

  /** @param {Word} word */
  const isSo = (word) => word.exact === 'số' || word.exact === 'so';

  /** The document numbers of a text. @param {string} text @param {Word[]} line @returns {DocumentNumber[]} */
  function documentNumbers(text, line) {
    const written = text.normalize();
    const found = [];
    for (let place = 0; place < line.length; place++) {
      const number = numberAt(written, line, place);
      if (number) {
        found.push(number);
        place = number.last;
      }
    }
    return found;
  }

  /** @param {string} text @param {Word[]} line @param {number} first @returns {DocumentNumber | null} */
  function numberAt(text, line, first) {
    const serial = line[first].exact;
    if (!/^[0-9]{1,5}$/.test(serial)) return null;
    const pieces = [];
    let year = '';
    let blank = false;
    let last = first;
    const stop = Math.min(first + MOST_PIECES + 2, line.length);
    for (let place = first + 1; place < stop; place++) {
      const word = line[place];
      const between = text.slice(line[place - 1].end, word.start);
      const joined = JOINT.test(between);
      if (joined && place === first + 1 && /^[0-9]{4}$/.test(word.exact)) {
        year = word.exact;
      } else if ((joined || (between === ' ' && !pieces.length)) && isGroup(text.slice(word.start, word.end))) {
        blank ||= !joined;
        pieces.push(word.folded);
      } else break;
      last = place;
    }
    if (!pieces.length || (blank && pieces.length < 2)) return null;
    const groups = pieces.join('');
    const keys = year ? [`#${serial}${year}${groups}`, `#${serial}${groups}`] : [`#${serial}${groups}`];
    return { keys, first, last };
  }

  /** A piece of a symbol: "CT", "TTg", "K12". @param {string} written */
  function isGroup(written) {
    const capitals = written.match(/\p{Lu}/gu)?.length ?? 0;
    return /^\p{Lu}/u.test(written) && written.length <= 8 && capitals >= (/[0-9]/.test(written) ? 1 : 2);
  }

  /** What a query can only mean as document numbers: "34-ct/tw", not "5-khu phố". @param {string} query @param {Word[]} line */
  function askedNumbers(query, line) {
    const written = query.normalize();
    const high = written.toUpperCase();
    if (high.length !== written.length) return documentNumbers(written, line);
    return documentNumbers(high, line).filter(({ first, last }) => {
      const typed = written.slice(line[first].start, line[last].end);
      const pieces = line.slice(first + 1, last + 1).filter(({ exact }) => !startsWithDigit(exact));
      return typed === typed.toUpperCase() || !/[aeiouy]/.test(pieces[0].folded);
    });
  }

  /** Keys a query's words may mean. @param {Word[]} line @param {number} place @returns {[string, number][]} */
  function numberCandidates(line, place) {
    if (!startsWithDigit(line[place].exact)) return [];
    /** @type {[string, number][]} */
    const candidates = [];
    let key = '#';
    for (let after = place + 1; after <= Math.min(line.length, place + MOST_PIECES + 2); after++) {
      const { folded } = line[after - 1];
      if (folded.length > 8 && after > place + 1) break;
      key += folded;
      if (!/^#\p{Nd}+$/u.test(key)) candidates.push([key, after]);
    }
    return candidates.reverse();
  }

