  // -------------------------------------------------------------- index (search/reader.py)

  /** A file that cannot be read: the answer does without it, and says so. */
  class Unreadable extends Error {}

  /** Code points in their order, as the index is sorted. @param {string} one @param {string} two */
  function after(one, two) {
    const [a, b] = [[...one], [...two]];
    const at = a.findIndex((letter, place) => letter !== b[place]);
    return at >= 0 && (at >= b.length || /** @type {number} */ (a[at].codePointAt(0)) > /** @type {number} */ (b[at].codePointAt(0)));
  }

  /** How many entries of a sorted list do not come after what is sought. @param {number} length @param {(place: number) => boolean} later */
  function countUpTo(length, later) {
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (later(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The built files, each fetched once and only when a query needs it. */
  class Index {
    /** @param {string} folder @param {RequestCache} cache */
    constructor(folder, cache) {
      this.folder = folder;
      this.cache = cache;
      this.count = 0;
      /** @type {Segment[]} */
      this.segments = [];
      /** @type {number[]} */
      this.days = []; // since 1970-01-01, by number of document
      this.partial = false;
      this.unreached = false;
      /** @type {Map<string, Promise<any>>} */
      this.files = new Map();
    }

    /** @param {string} folder with closing slash @param {RequestCache} [cache] */
    static async open(folder, cache = 'default') {
      const index = new Index(folder, cache);
      const manifest = inFolder
        ? await index.load('manifest.js')
        : await (await fetched(`${folder}manifest.json`, 'no-cache')).json();
      if (manifest.format !== FORMAT) throw new Error(`format ${manifest.format}`);
      index.count = manifest.count;
      let offset = 0;
      for (const [name, size, gaps, texts] of manifest.segments) {
        index.segments.push({ folder: name, offset, size, dead: new Set(running(gaps, offset)), texts, root: null, sieve: new Set(), shards: new Map() });
        offset += size;
      }
      index.days = Array(offset).fill(0);
      const all = [...index.segments];
      for (const [at, read] of (await Promise.allSettled(all.map((segment) => index.root(segment)))).entries()) {
        if (read.status === 'fulfilled') continue;
        index.segments = index.segments.filter((other) => other !== all[at]);
        index.partial = true;
        if (!index.segments.length) throw read.reason;
      }
      return index;
    }

    /** @param {Segment} segment */
    async root(segment) {
      segment.root = await this.read(segment, 'root.js');
      const { days, sieve } = segment.root;
      segment.sieve = new Set(running(Array.from(sieve[1], (step) => /** @type {string} */ (step).charCodeAt(0) - SIEVE_FROM), 0));
      let [at, day] = [segment.offset, 0];
      for (let place = 0; place < days.length; place += 2) {
        day = day ? day - days[place] : days[place];
        this.days.fill(day, at, (at += days[place + 1]));
      }
      if (at !== segment.offset + segment.size) throw new Unreadable();
    }

    /** What could be read, or what stands for it. @template Told, Else @param {Promise<Told>} reading @param {Else} otherwise @returns {Promise<Told | Else>} */
    async spared(reading, otherwise) {
      try {
        return await reading;
      } catch (fault) {
        if (!(fault instanceof Unreadable)) throw fault;
        this.partial = true;
        this.unreached ||= fault.cause instanceof Unreached;
        return otherwise;
      }
    }

    /** @param {string} name @returns {Promise<any>} */
    load(name) {
      let file = this.files.get(name);
      if (!file) {
        const address = this.folder + name;
        file = inFolder
          ? loadedByScript(address)
          : fetched(address, this.cache)
              .then((response) => response.arrayBuffer())
              .then((data) => inflated(payload(new Uint8Array(data))));
        file.catch(() => this.files.delete(name));
        this.files.set(name, file);
      }
      return file;
    }

    /** @param {Segment} segment @param {string} name */
    async read(segment, name) {
      try {
        return await this.load(`${segment.folder}/${name}`);
      } catch (cause) {
        throw new Unreadable(name, { cause });
      }
    }

    /** @param {Segment} segment @param {string} key */
    place({ root }, key) {
      return Math.max(0, countUpTo(root.firsts.length, (place) => after(root.firsts[place], key)) - 1);
    }

    /** @param {Segment} segment @param {number} place @returns {Promise<Map<string, any>>} */
    async shard(segment, place) {
      if (!segment.root.firsts.length) return new Map();
      const entries = await this.read(segment, `i${place}.js`);
      let shard = segment.shards.get(place);
      if (!shard) segment.shards.set(place, (shard = new Map(entries.map((/** @type {any[]} */ entry) => [entry[0], entry]))));
      return shard;
    }

    /** The documents under a key in a segment, by exact spelling. @param {Segment} segment @param {string} key @returns {Promise<Lists>} */
    async spellings(segment, key) {
      const { root, sieve } = segment;
      if (sieve.size && !sieve.has(digestOf(key) % root.sieve[0])) return new Map(); // surely not there
      const shard = await this.shard(segment, this.place(segment, key));
      const entry = shard.get(key) ?? new Map();
      if (entry instanceof Map) return entry;
      const found = alive(collect(new Map(), entry, segment));
      shard.set(key, found);
      return found;
    }

    /** The same for all keys that begin so. @param {Segment} segment @param {string} prefix @returns {Promise<Lists>} */
    async beginning(segment, prefix) {
      const first = this.place(segment, prefix);
      const { firsts } = segment.root;
      const near = [...firsts.keys()]
        .slice(first, first + MOST_SHARDS)
        .filter((place) => place === first || firsts[place].startsWith(prefix) || !after(firsts[place], prefix));
      /** @type {Lists} */
      const found = new Map();
      for (const shard of await Promise.all(near.map((place) => this.shard(segment, place)))) {
        for (const key of shard.keys()) {
          if (!key.startsWith(prefix)) continue;
          for (const [spelling, documents] of await this.spellings(segment, key)) {
            found.set(spelling, merge([documents, found.get(spelling) ?? new Map()]));
          }
        }
      }
      return found;
    }

    /** The largest first. */
    get bySize() {
      return [...this.segments].sort((one, two) => two.size - one.size);
    }

    /** How many documents the largest segment has that has any. @param {(segment: Segment) => Promise<Lists>} read @param {number} [most] of the largest looked into */
    async often(read, most) {
      const size = async (/** @type {Segment} */ segment) => merge((await this.spared(read(segment), new Map())).values()).size;
      const [largest, ...others] = this.bySize.slice(0, most);
      return (largest && (await size(largest))) || ((await Promise.all(others.map(size))).find(Boolean) ?? 0);
    }

    /** All documents under a key. @param {string} key @returns {Promise<Documents>} */
    async documents(key) {
      const lists = await Promise.all(this.segments.map((segment) => this.spared(this.spellings(segment, key), new Map())));
      return merge(lists.flatMap((found) => [...found.values()]));
    }

    /** Read from all segments at once, then take what was read in their order.
     * @param {(segment: Segment) => Promise<() => void>} read */
    async each(read) {
      for (const take of await Promise.all(this.segments.map(read))) take();
    }

    /** @param {number} number @returns {Segment} */
    of(number) {
      return /** @type {Segment} */ (this.segments.find(({ offset, size }) => number >= offset && number < offset + size));
    }

    /** @param {number} number @returns {Promise<[title: string, path: string, day: string, section: string]>} */
    async card(number) {
      const segment = this.of(number);
      const place = number - segment.offset;
      return (await this.read(segment, `c${Math.floor(place / CARDS)}.js`))[place % CARDS];
    }

    /** Title and text by blocks; from the article's own page where pages can be read. @param {number} number @param {string} siteRoot @returns {Promise<string[]>} */
    async lines(number, siteRoot) {
      const [title, path] = await this.card(number);
      if (!inFolder) return [title, ...(await pageText(siteRoot + path))];
      const segment = this.of(number);
      let place = number - segment.offset;
      for (const [name, count] of await this.load(segment.texts)) {
        if (place < count) return [title, ...(await this.load(name))[place]];
        place -= count;
      }
      throw new Unreadable();
    }

    /** @returns {Documents} */
    alive() {
      const all = new Map();
      for (const { offset, size, dead } of this.segments) {
        for (let number = offset; number < offset + size; number++) if (!dead.has(number)) all.set(number, 0);
      }
      return all;
    }

    /** All values of a facet. @param {string} kind @returns {Promise<{key: string, name: string, apart: string, documents: number[]}[]>} */
    async values(kind) {
      const found = new Map();
      await this.each(async (segment) => {
        const rows = segment.root.facets.includes(kind) ? await this.spared(this.read(segment, `f-${kind}.js`), []) : [];
        return () => {
          for (const [key, name, apart, gaps] of rows) {
            const value = found.get(key) ?? { key, name, apart, documents: [] };
            value.documents.push(...running(gaps, segment.offset).filter((number) => !segment.dead.has(number)));
            found.set(key, value);
          }
        };
      });
      return [...found.values()];
    }

    /** The names most covered, and all with a word beginning like one of some. @param {string[]} begun @returns {Promise<Name[]>} */
    async names(begun) {
      /** @type {Map<string, Name>} */
      const found = new Map();
      const twos = new Set(begun.map((word) => Array.from(word).slice(0, 2).join('')));
      await this.each(async (segment) => {
        const { tails, names } = segment.root;
        const files = [...twos].map((two) => tails.indexOf(two)).filter((tail) => tail >= 0);
        const rows = await Promise.all(files.map((tail) => this.spared(this.read(segment, `n${tail}.js`), [])));
        const every = new Map([...names, ...rows.flat()].map((row) => [row[0] + row[3], row]));
        return () => {
          for (const [kind, name, apart, path, times, ...others] of every.values()) {
            const held = found.get(kind + path) ?? [kind, name, apart, path, 0];
            held[4] += times;
            found.set(kind + path, [...held, ...others]);
          }
        };
      });
      const order = (/** @type {string} */ one, /** @type {string} */ two) => (one === two ? 0 : after(one, two) ? 1 : -1);
      return [...found.values()].sort((one, two) => two[4] - one[4] || order(one[1], two[1]) || order(one[3], two[3]));
    }

    /** Words in full and their abbreviations, each row of one thing. @returns {Promise<string[][]>} */
    async wordings() {
      const [largest] = this.bySize;
      return largest?.size ? this.spared(this.read(largest, 'wordings.js'), []) : [];
    }

    /** Folded syllables of the largest segment, the most frequent first. @returns {Promise<string[]>} */
    async syllables() {
      const [largest] = this.bySize;
      return largest?.size ? this.spared(this.read(largest, 'syllables.js'), []) : [];
    }
  }

  /** Of a key, as the index counts it. @param {string} key */
  const digestOf = (key) => Array.from(key).reduce((sum, letter) => (Math.imul(sum, 31) + /** @type {number} */ (letter.codePointAt(0))) >>> 0, 0);

  /** @param {number[]} gaps @param {number} from */
  function running(gaps, from) {
    let number = from;
    return gaps.map((gap) => (number += gap));
  }

  /** @param {Lists} found @param {any[]} entry @param {Segment} segment */
  function collect(found, entry, { offset, dead }) {
    for (let at = 1; at < entry.length; at += 2) {
      const literal = entry[at].startsWith(OTHER) ? 0 : 4;
      const documents = new Map();
      let number = offset;
      for (const posting of entry[at + 1]) {
        number += posting >> 2;
        if (!dead.has(number)) documents.set(number, (posting & 3) | literal);
      }
      found.set(entry[at] || entry[0], documents);
    }
    return found;
  }

  /** @param {Lists} found */
  const alive = (found) => new Map([...found].filter(([, documents]) => documents.size));

  /** What an article's page says, by blocks: block n stands at anchor #dn. XMLHttpRequest parses
   * it as a document that runs nothing. @param {string} address @returns {Promise<string[]>} */
  const pageText = (address) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('GET', address);
      request.responseType = 'document';
      request.timeout = STALLED_MS;
      request.onload = () => {
        const page = request.responseXML;
        if (request.status !== 200 || !page) return reject(new Error(address));
        /** @type {string[]} */
        const lines = [''];
        for (const block of page.querySelectorAll('[id^=d]')) {
          const place = Number(block.id.slice(1));
          if (place >= 0) lines[place] = (block.textContent ?? '').normalize();
        }
        resolve(Array.from(lines, (line) => line ?? ''));
      };
      request.onerror = request.ontimeout = () => reject(new Error(address));
      request.send();
    });

