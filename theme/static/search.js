// theme/scripts/search/
'use strict';
(()=>{const FORMAT=3;
const CARDS=32;
const MOST_WORDS=16;
const LONG=6;
const MOST_TERMS=6;
const MOST_SHARDS=4;
const MOST_NAMES=6;
const MOST_MENDED=10;
const MOST_WAYS=6;
const WINDOW=20;
const ONCE=20;
const IN_TITLE=16;
const OFTEN=5;
const PAGE=10;
const EXCERPT=300;
const TYPING_MS=120;
const SLOW_MS=300;
const FACET_ROWS=12;
const STALLED_MS=20000;
const DAY_MS=86400000;
const inFolder=location.protocol==='file:';
const LOOKALIKES=new Map([...'ÐðƉɖĐ'].map(letter=>[letter,'đ']));
const TONES='\u0300\u0309\u0303\u0301\u0323';
const OLD_TO_NEW=new Map(['oa','oe','uy'].flatMap(([first,second])=>
[...TONES].map(tone=>[(first + tone).normalize() + second,first + (second + tone).normalize()])));
const OLD_TONE=new RegExp(`(?<!q)(?:${[...OLD_TO_NEW.keys()].join('|')})(?!\\p{L})`,'gu');
const lower=letter=>LOOKALIKES.get(letter)??[...letter.toLowerCase()][0];
function bare(letter){const small=lower(letter);
const [base,...marks]=small.normalize('NFD');
if(small==='đ') return 'd';
return marks.every(mark=>/\p{Mn}/u.test(mark))?base:small}
const fold=text=>Array.from(text.normalize(),bare).join('');
const canonical=text=>
Array.from(text.normalize(),lower)
.join('')
.replace(OLD_TONE,old=>OLD_TO_NEW.get(old)??old);
const WORD=/[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[\p{L}\p{N}]+/gu;
const JOINT=/^ ?[-/–‑] ?$/;
const DOCUMENT_KINDS=new Set(('bao cao|chi thi|chuong trinh|cong dien|cong van|de an|huong dan|ke hoach|ket luan|nghi dinh|' +
'nghi quyet|phap lenh|quy che|quy dinh|quyet dinh|sac lenh|thong bao|thong tri|thong tu|to trinh').split('|'));
const MOST_PIECES=4;
const startsWithDigit=text=>/^[0-9]/.test(text);
function words(text){const found=Array.from(canonical(text).matchAll(WORD),match=>{const written=match[0];
const exact=startsWithDigit(written)
? written.replaceAll('.','').replace(/^0+(?=[0-9])/,'')
:written;
return{exact,folded:fold(exact),start:match.index,end:match.index + written.length}});
return found.filter((word,place)=>!isFiller(found,place))}
function isFiller(line,place){return (isSo(line[place])&&
place>=2&&
place<line.length - 1&&
startsWithDigit(line[place + 1].exact)&&
DOCUMENT_KINDS.has(`${line[place - 2].folded} ${line[place - 1].folded}`))}
const isSo=word=>word.exact==='số'||word.exact==='so';
function documentNumbers(text,line){const written=text.normalize();
const found=[];
for(let place=0;place<line.length;place++){const number=numberAt(written,line,place);
if(number){found.push(number);
place=number.last}}
return found}
function numberAt(text,line,first){const serial=line[first].exact;
if(!/^[0-9]{1,5}$/.test(serial)) return null;
const pieces=[];
let year='';
let blank=false;
let last=first;
const stop=Math.min(first + MOST_PIECES + 2,line.length);
for(let place=first + 1;place<stop;place++){const word=line[place];
const between=text.slice(line[place - 1].end,word.start);
const joined=JOINT.test(between);
if(joined&&place===first + 1&&/^[0-9]{4}$/.test(word.exact)){year=word.exact} else if((joined||(between===' '&&!pieces.length))&&isGroup(text.slice(word.start,word.end))){blank||= !joined;
pieces.push(word.folded)} else break;
last=place}
if(!pieces.length||(blank&&pieces.length<2)) return null;
const groups=pieces.join('');
const keys=year?[`#${serial}${year}${groups}`,`#${serial}${groups}`]:[`#${serial}${groups}`];
return{keys,first,last}}
function isGroup(written){const capitals=written.match(/\p{Lu}/gu)?.length??0;
return /^\p{Lu}/u.test(written)&&written.length<=8&&capitals>=(/[0-9]/.test(written)?1:2)}
function numberCandidates(line,place){if(!startsWithDigit(line[place].exact)) return [];
const candidates=[];
let key='#';
for(let after=place + 1;after<=Math.min(line.length,place + MOST_PIECES + 2);after++){const{folded}= line[after - 1];
if(folded.length>8&&after>place + 1) break;
key += folded;
if(!/^#\p{Nd}+$/u.test(key)) candidates.push([key,after])}
return candidates.reverse()}
const BEFORE='kyyeuTake("'.length;
const AFTER='")'.length;
const bytes=Uint8Array.from({length:256},(_,byte)=>byte);
const byteOf=new Map([...new TextDecoder('windows-1252').decode(bytes)].map((letter,byte)=>[letter,byte]));
let policy;
function scriptAddress(address){const types=(globalThis).trustedTypes;
policy??= types?.createPolicy('kyyeu',{createScriptURL(wanted){if(!/^(?:\.\.?\/)*[\w/-]+\.js$/.test(wanted)) throw new TypeError(wanted);
return wanted}});
return policy?policy.createScriptURL(address):address}
const inflated=bytes=>
new Response(new Blob([(bytes)]).stream().pipeThrough(new DecompressionStream('deflate'))).json();
function payload(file){const bytes=new Uint8Array(Math.max(0,file.length - BEFORE - AFTER));
let end=0;
for(let at=BEFORE;at<file.length - AFTER;at++){let byte=file[at];
if(byte===92){byte=file[++at];
if(byte===110) byte=10;
else if(byte===114) byte=13}
bytes[end++]=byte}
return bytes.subarray(0,end)}
async function fetched(address,cache){const response=await fetch(address,{cache,signal:AbortSignal.timeout(STALLED_MS)});
if(!response.ok) throw new Error(`${address}: ${response.status}`);
return response}
let taker=null;
(globalThis).kyyeuTake=text=>taker?.(text);
let queue=Promise.resolve();
function loadedByScript(address){const load=()=>
new Promise((resolve,reject)=>{const script=document.createElement('script');
script.charset='windows-1252';
taker=text=>resolve(inflated(Uint8Array.from(text,letter=>byteOf.get(letter)??0)));
script.onload=script.onerror=()=>{script.remove();
reject(new Error(address))};
script.src=scriptAddress(address);
document.head.append(script)});
const file=queue.then(load);
queue=file.then(()=>{},()=>{});
return file}
class Unreadable extends Error{constructor(segment){super(segment.folder);
this.segment=segment}}
function after(one,two){const [a,b]=[[...one],[...two]];
const at=a.findIndex((letter,place)=>letter!==b[place]);
return at>=0&&(at>=b.length||(a[at].codePointAt(0))>(b[at].codePointAt(0)))}
function countUpTo(length,later){let [low,high]=[0,length];
while(low<high){const middle=(low + high)>> 1;
if(later(middle)) high=middle;
else low=middle + 1}
return low}
class Index{constructor(folder,cache){this.folder=folder;
this.cache=cache;
this.count=0;
this.segments=[];
this.days=[];
this.partial=false;
this.files=new Map()}
static async open(folder,cache='default'){const index=new Index(folder,cache);
const manifest=inFolder
? await index.load('manifest.js')
:await (await fetched(`${folder}manifest.json`,'no-cache')).json();
if(manifest.format!==FORMAT) throw new Error(`format ${manifest.format}`);
index.count=manifest.count;
let offset=0;
for(const [name,size,gaps,texts] of manifest.segments){index.segments.push({folder:name,offset,size,dead:new Set(running(gaps,offset)),texts,root:null,shards:new Map()});
offset += size}
index.days=Array(offset).fill(0);
const all=[...index.segments];
for(const read of await Promise.allSettled(all.map(segment=>index.root(segment)))){if(read.status==='rejected') index.leaveOut(read.reason.segment)}
if(all.length&&!index.segments.length) throw new Error('no segment can be read');
return index}
async root(segment){segment.root=await this.read(segment,'root.js');
const{days}= segment.root;
let [at,day]=[segment.offset,0];
for(let place=0;place<days.length;place += 2){day=day?day - days[place]:days[place];
this.days.fill(day,at,(at += days[place + 1]))}
if(at!==segment.offset + segment.size) throw new Unreadable(segment)}
leaveOut(segment){this.segments=this.segments.filter(other=>other!==segment);
this.partial=true}
load(name){let file=this.files.get(name);
if(!file){const address=this.folder + name;
file=inFolder
? loadedByScript(address)
:fetched(address,this.cache)
.then(response=>response.arrayBuffer())
.then(data=>inflated(payload(new Uint8Array(data))));
file.catch(()=>this.files.delete(name));
this.files.set(name,file)}
return file}
async read(segment,name){try{return await this.load(`${segment.folder}/${name}`)} catch{throw new Unreadable(segment)}}
place({root},key){return Math.max(0,countUpTo(root.firsts.length,place=>after(root.firsts[place],key)) - 1)}
async shard(segment,place){if(!segment.root.firsts.length) return new Map();
const entries=await this.read(segment,`i${place}.js`);
let shard=segment.shards.get(place);
if(!shard) segment.shards.set(place,(shard=new Map(entries.map(entry=>[entry[0],entry]))));
return shard}
async spellings(segment,key){const shard=await this.shard(segment,this.place(segment,key));
const entry=shard.get(key)??new Map();
if(entry instanceof Map) return entry;
const found=alive(collect(new Map(),entry,segment));
shard.set(key,found);
return found}
async beginning(segment,prefix){const first=this.place(segment,prefix);
const{firsts}= segment.root;
const near=[...firsts.keys()]
.slice(first,first + MOST_SHARDS)
.filter(place=>place===first||firsts[place].startsWith(prefix)||!after(firsts[place],prefix));
const found=new Map();
for(const shard of await Promise.all(near.map(place=>this.shard(segment,place)))){for(const key of shard.keys()){if(!key.startsWith(prefix)) continue;
for(const [spelling,documents] of await this.spellings(segment,key)){found.set(spelling,merge([documents,found.get(spelling)??new Map()]))}}}
return found}
get bySize(){return [...this.segments].sort((one,two)=>two.size - one.size)}
async often(read,most){const size=async segment=>merge((await read(segment)).values()).size;
const [largest,...others]=this.bySize.slice(0,most);
return (largest&&(await size(largest)))||((await Promise.all(others.map(size))).find(Boolean)??0)}
async documents(key){const lists=await Promise.all(this.segments.map(segment=>this.spellings(segment,key)));
return merge(lists.flatMap(found=>[...found.values()]))}
async each(read){for(const take of await Promise.all(this.segments.map(read))) take()}
of(number){return (this.segments.find(({offset,size})=>number>=offset&&number<offset + size))}
async card(number){const segment=this.of(number);
const place=number - segment.offset;
return (await this.read(segment,`c${Math.floor(place / CARDS)}.js`))[place % CARDS]}
async lines(number,siteRoot){const [title,path]=await this.card(number);
if(!inFolder) return [title,...(await pageText(siteRoot + path))];
const segment=this.of(number);
let place=number - segment.offset;
for(const [name,count] of await this.load(segment.texts)){if(place<count) return [title,...(await this.load(name))[place]];
place -= count}
throw new Unreadable(segment)}
alive(){const all=new Map();
for(const{offset,size,dead}of this.segments){for(let number=offset;number<offset + size;number++) if(!dead.has(number)) all.set(number,0)}
return all}
async values(kind){const found=new Map();
await this.each(async segment=>{const rows=segment.root.facets.includes(kind)?await this.read(segment,`f-${kind}.js`):[];
return ()=>{for(const [key,name,apart,gaps] of rows){const value=found.get(key)??{key,name,apart,documents:[]};
value.documents.push(...running(gaps,segment.offset).filter(number=>!segment.dead.has(number)));
found.set(key,value)}}});
return [...found.values()]}
async names(folded){const found=new Map();
await this.each(async segment=>{const tail=segment.root.tails.indexOf(Array.from(folded).slice(0,2).join(''));
const rows=await Promise.all([segment.root.names??this.read(segment,'names.js'),tail<0?[]:this.read(segment,`n${tail}.js`)]);
return ()=>{for(const [kind,name,apart,path,times] of rows.flat()){const held=found.get(kind + path)??[kind,name,apart,path,0];
held[4] += times;
found.set(kind + path,(held))}}});
const order=(one,two)=>(one===two?0:after(one,two)?1:-1);
return [...found.values()].sort((one,two)=>two[4] - one[4]||order(one[1],two[1])||order(one[3],two[3]))}
async syllables(){const [largest]=this.bySize;
return largest?this.read(largest,'syllables.js'):[]}}
function running(gaps,from){let number=from;
return gaps.map(gap=>(number += gap))}
function collect(found,entry,{offset,dead}){for(let at=1;at<entry.length;at += 2){const documents=new Map();
let number=offset;
for(const posting of entry[at + 1]){number += posting>> 2;
if(!dead.has(number)) documents.set(number,posting & 3)}
found.set(entry[at]||entry[0],documents)}
return found}
const alive=found=>new Map([...found].filter(([,documents])=>documents.size));
const pageText=address=>
new Promise((resolve,reject)=>{const request=new XMLHttpRequest();
request.open('GET',address);
request.responseType='document';
request.timeout=STALLED_MS;
request.onload=()=>{const page=request.responseXML;
if(request.status!==200||!page) return reject(new Error(address));
const lines=[''];
for(const block of page.querySelectorAll('.text [id^=d]')){const place=Number(block.id.slice(1));
if(place>=0) lines[place]=(block.textContent??'').normalize()}
resolve(Array.from(lines,line=>line??''))};
request.onerror=request.ontimeout=()=>reject(new Error(address));
request.send()});
async function makePlan(index,query){const segments=query.split(/["“”„«»]([^"“”„«»]+)["“”„«»]/).map(words);
const all=segments.flat();
const line=all.slice(0,MOST_WORDS);
const plan={line,marked:line.some(word=>word.exact!==word.folded),unfinished:/[\p{L}\p{N}]$/u.test(query)&&all.length<=MOST_WORDS,terms:[],singles:[],stretches:[],phrases:[]};
let left=MOST_WORDS;
for(const [place,segment] of segments.entries()){const last=plan.unfinished&&place===segments.length - 1;
await planSegment(index,plan,segment.slice(0,left),place % 2===1,last);
left=Math.max(0,left - segment.length)}
plan.terms=once(plan.terms);
plan.singles=once(plan.singles);
return plan}
const once=terms=>[...new Map(terms.map(term=>[JSON.stringify(term),term])).values()];
const makeTerm=(key,exact,required)=>({key,exact,unfinished:false,required});
const singlesOf=({words:run,required})=>run.map(word=>makeTerm(`=${word.folded}`,word.exact,required));
const isLong=stretch=>stretch.words.length>LONG;
function termsOf(stretch){const{words:run,required,unfinished}= stretch;
const all=run.slice(1).map((two,place)=>{const one=run[place];
return makeTerm(`${one.folded} ${two.folded}`,`${one.exact} ${two.exact}`,required)});
const pairs=isLong(stretch)?all.filter((_,place)=>!(place % 2)||place===all.length - 1):all;
const terms=pairs.length?pairs:singlesOf(stretch);
if(terms.length) terms[terms.length - 1].unfinished=unfinished;
return isLong(stretch)?terms.sort((one,two)=>[...two.key].length - [...one.key].length).slice(0,MOST_TERMS):terms}
async function planSegment(index,plan,segment,required,unfinished){let run=[];
let numbers=0;
for(let place=0;place<segment.length;){const found=await findNumber(index,segment,place,required,unfinished);
if(!found){run.push(segment[place++]);
continue}
const before=run.at(-1);
if(before&&isSo(before)) run.pop();
planStretch(plan,{words:run,required,unfinished:false});
plan.terms.push(found.term);
plan.singles.push(found.term);
run=[];
place=found.after;
numbers++}
planStretch(plan,{words:run,required,unfinished});
if(segment.length>2||(numbers&&required&&segment.length>1)){const folded=numbers>0||!plan.marked;// "NĐ" may be typed "ND";the pairs have their marks
const text=segment.map(word=>(folded?word.folded:word.exact)).join('');
plan.phrases.push({text,folded,required,unfinished})}}
function planStretch(plan,stretch){if(!stretch.words.length) return;
plan.stretches.push(stretch);
plan.terms.push(...termsOf(stretch));
plan.singles.push(...singlesOf(stretch))}
async function findNumber(index,segment,place,required,unfinished){for(const [key,after] of numberCandidates(segment,place)){const term=makeTerm(key,'',required);
if(await index.often(part=>index.spellings(part,key))) return{term,after};
const last=unfinished&&after===segment.length;
if(last&&/[^#0-9]{2}/.test(key)&&(await index.often(part=>index.beginning(part,key)))){return{term:{...term,unfinished:true},after}}}
return null}
const isNumber=term=>term.key.startsWith('#');
const worth=term=>(isNumber(term)?2:1);
const sum=(terms,required)=>terms.reduce((total,term)=>total + (term.required===required?worth(term):0),0);
const NO_CHOICE={filters:{},since:'',until:'',order:'best',wide:false};
async function search(index,query,choice=NO_CHOICE){const plan=await makePlan(index,query.normalize());
const spellings=new Set();
let pool=[];
let whole=true;
let names=[];
if(plan.line.length){[[pool,whole],names]=await Promise.all([findHits(index,plan,spellings,choice.wide),matchingNames(index,plan)])} else if(!query.trim()&&(Object.keys(choice.filters).length||choice.since||choice.until)){pool=[...index.alive().keys()].map(number=>({number,approximate:false})).sort(newest(index))}
const allowed=await allowedBy(index,choice,'');
const hits=allowed?pool.filter(({number})=>allowed.has(number)):[...pool];
if(choice.order!=='best') hits.sort(newest(index));
if(choice.order==='oldest') hits.reverse();
return{hits,pool,names,phrases:plan.phrases.filter(phrase=>whole||phrase.required),spellings}}
const newest=index=>(one,two)=>index.days[two.number] - index.days[one.number]||one.number - two.number;
const dayOf=date=>Math.round(Date.parse(date) / DAY_MS);
function dayMeant(line){const [,day,month,year]=/^(?:ngay )?(\d\d?) (?:thang )?(\d\d?) (?:nam )?(\d{4})$/.exec(line.map(word=>word.folded).join(' '))??[];
const found=new Date(Date.UTC(+year,+month - 1,+day));
return found.getUTCDate()===+day&&+found / DAY_MS}
async function allowedBy(index,choice,except){let allowed=null;
for(const [kind,key] of Object.entries(choice.filters)){if(kind===except) continue;
const found=await index.documents(`@${kind}/${key}`);
const before=(allowed);
allowed=new Set([...found.keys()].filter(number=>before?.has(number)??true))}
if(except!=='year'&&(choice.since||choice.until)){const [since,until]=[choice.since?dayOf(choice.since):-Infinity,choice.until?dayOf(choice.until):Infinity];
const among=[...(allowed??index.alive().keys())];
allowed=new Set(among.filter(number=>index.days[number]>=since&&index.days[number]<=until))}
return allowed}
async function counts(index,answer,choice,kind){const allowed=await allowedBy(index,choice,kind);
const pool=new Set(answer.pool.map(({number})=>number).filter(number=>!allowed||allowed.has(number)));
if(kind==='year'){const years=new Map();
for(const number of pool){const year=new Date(index.days[number] * DAY_MS).toISOString().slice(0,4);
years.set(year,(years.get(year)??0) + 1)}
return [...years].sort().map(([key,count])=>({key,name:key,apart:'',count}))}
const values=(await index.values(kind)).map(({key,name,apart,documents})=>({key,name,apart,count:documents.filter(number=>pool.has(number)).length}));
return values.filter(({count})=>count).sort((one,two)=>two.count - one.count)}
async function findHits(index,plan,spellings,wide){const required=sum(plan.terms,false);
const alone=sum(plan.singles,false);
const whole=await rank(index,plan,[plan.terms],required,spellings);
const day=dayMeant(plan.line);
for(const number of day?index.alive().keys():[]){if(index.days[number]===day&&!whole.some(hit=>hit.number===number)) whole.push({number,approximate:false})}
const certain=whole.some(hit=>!hit.approximate);
if(certain&&!wide) return [whole,true];
const more=certain?[]:await rank(index,plan,await mended(index,plan),required,spellings);
const found=()=>whole.length + more.length>0;
if(required>=2&&(wide||!found())) more.push(...(await rank(index,plan,[plan.terms],(required + 1)>> 1,spellings)));
if(alone>=2&&(wide||!found()||(!whole.length&&plan.line.length===2))){more.push(...(await rank(index,plan,[plan.singles],Math.max(2,(alone + 1)>> 1),spellings)))}
const hits=new Map(whole.map(hit=>[hit.number,hit]));
for(const{number}of more) if(!hits.has(number)) hits.set(number,{number,approximate:true});
return [[...hits.values()],certain]}
async function rank(index,plan,ways,need,spellings){const best=new Map();
for(const ranks of await Promise.all(ways.map(terms=>score(index,plan,terms,need,spellings)))){for(const one of ranks){const other=best.get(one.number);
if(!other||one.matched>other.matched||(one.matched===other.matched&&one.score>other.score)) best.set(one.number,one)}}
return [...best.values()]
.sort((one,two)=>two.matched - one.matched||two.score - one.score||newest(index)(one,two))
.map(({number,approximate})=>({number,approximate}))}
async function score(index,plan,terms,need,spellings){const asked=await Promise.all(terms.map(async term=>({term,...(await resolve(index,term,plan.marked))})));
asked.sort((one,two)=>Number(two.term.required) - Number(one.term.required)||one.count - two.count);
const ranks=await Promise.all(index.segments.map(async segment=>{const ranked=new Map();
let [must,may]=[0,sum(terms,false)];
const hopeful=({needed,matched})=>needed===must&&matched - needed + may>=need;
for(const{term,read,count,approximate}of asked){if(!hopeful({needed:0,matched:0})&&![...ranked.values()].some(hopeful)) break;
const lists=count?await read(segment):new Map();
const weight=32 - Math.clz32(Math.floor(index.count / count));
for(const spelling of lists.keys()) spellings.add(spelling);
for(const [number,bits] of merge(lists.values())){let entry=ranked.get(number);
if(!entry) ranked.set(number,(entry={number,matched:0,needed:0,score:0,approximate:false}));
entry.matched += worth(term);
entry.needed += term.required?worth(term):0;
entry.score += weight * (ONCE + (bits & 2&&terms.length>1?OFTEN:0) + (bits & 1?IN_TITLE:0));
entry.approximate||= approximate}
if(term.required) must += worth(term);
else may -= worth(term)}
return [...ranked.values()].filter(hopeful)}));
return ranks.flat()}
async function resolve(index,term,marked,most){const{key,exact,unfinished}= term;
const strict=marked&&!isNumber(term);
const whole=segment=>index.spellings(segment,key);
const begun=segment=>index.beginning(segment,key);
const ways=[];
if(exact.includes('*')){ways.push([whole,one=>fits(one,term,marked),true])} else{if(strict) ways.push([whole,one=>one===exact,false]);
if(strict&&unfinished) ways.push([begun,one=>one.startsWith(exact),false]);
if(!strict||!term.required) ways.push([whole,()=>true,strict]);
if((!strict||!term.required)&&unfinished) ways.push([begun,()=>true,strict])}
for(const [lists,fit,approximate] of ways){const read=async segment=>new Map([...(await lists(segment))].filter(([one])=>fit(one)));
const count=await index.often(read,most);
if(count) return{read,count,approximate}}
return{read:whole,count:0,approximate:false}}
function merge(lists){const [first,...others]=lists;
if(!others.length) return first??new Map();
const documents=new Map(first);
for(const list of others){for(const [number,bits] of list) documents.set(number,(documents.get(number)??0) | bits)}
return documents}
function stands({text,folded,unfinished},lines){return lines.some(line=>
line.some((_,start)=>{let found='';
for(let at=start;at<line.length&&found.length<text.length;at++) found += folded?line[at].folded:line[at].exact;
return found===text||(unfinished&&found.startsWith(text))}))}
async function mended(index,plan){const numbers=plan.terms.filter(isNumber);
const keyed=plan.stretches.map(stretch=>
stretch.required?stretch:{...stretch,words:stretch.words.map(withoutKeys),unfinished:false});
const terms=keyed.flatMap(termsOf);
if(terms.some(({exact})=>exact.includes('*'))&&(await counted(index,terms,plan.marked)).every(Boolean)){return [once([...terms,...numbers])]}
const ways=await Promise.all(plan.stretches.map(stretch=>(stretch.required||isLong(stretch)?[]:waysOf(index,stretch,plan.marked))));
return Array.from({length:Math.max(0,...ways.map(found=>found.length))},(_,at)=>
once([...plan.stretches.flatMap((stretch,place)=>ways[place][Math.min(at,ways[place].length - 1)]??termsOf(stretch)),...numbers]))}
const counted=(index,terms,marked)=>
Promise.all(terms.map(async term=>(await resolve(index,{...term,required:true},marked)).count));
function withoutKeys(word){const plain=word.folded
.replace(/[aeiouy].*/,tail=>tail.replace(/[sfrxjzw0-9]/g,''))
.replace(/([aeod])\1/g,'$1');
return plain===word.folded?word:{...word,exact:'*',folded:plain}}
async function waysOf(index,stretch,marked){const typed=termsOf(stretch);
const counts=await counted(index,typed,marked);
const besides=stretch.words.map((_,place)=>typed.map((_,at)=>at).slice(Math.max(0,place - 1),place + 1));
const suspect=[...stretch.words.entries()].filter(([place,word])=>word.folded.length>2&&besides[place].every(at=>!counts[at]));
if(!suspect.length) return [];
const syllables=await index.syllables();
const known=new Set(syllables);
const unknown=suspect.filter(([,word])=>!known.has(word.folded));
const tries=(unknown.length?unknown:suspect).flatMap(([place,word])=>
syllables
.filter(syllable=>oneOff(word.folded,syllable))
.slice(0,MOST_MENDED)
.map(syllable=>{const other=stretch.words.map((kept,at)=>(at===place?{...kept,exact:'*',folded:syllable}:kept));
const terms=termsOf({...stretch,words:other,unfinished:false});
return{terms,beside:besides[place]}}));
for(const most of [1,undefined]){const sized=await Promise.all(tries.map(async ({terms,beside})=>{const sizes=beside.map(async at=>(await resolve(index,terms[at],marked,most)).count);
return{terms,count:Math.min(...(await Promise.all(sizes)))}}));
const found=sized.filter(({count})=>count).sort((one,two)=>two.count - one.count);
if(found.length) return found.slice(0,MOST_WAYS).map(({terms})=>terms)}
return []}
const fits=(spelling,{exact},marked)=>{const written=spelling.split(' ');
return !marked||exact.split(' ').every((typed,at)=>typed==='*'||typed===written[at])};
function oneOff(typed,meant){if(typed.length>meant.length) [typed,meant]=[meant,typed];
let same=0;
while(same<typed.length&&typed[same]===meant[same]) same++;
if(typed.length<meant.length) return typed.slice(same)===meant.slice(same + 1);
const swapped=typed.slice(same + 1,same + 2) + typed.slice(same,same + 1) + typed.slice(same + 2);
return same<typed.length&&(typed.slice(same + 1)===meant.slice(same + 1)||swapped===meant.slice(same))}
async function matchingNames(index,plan){if(plan.line.map(word=>word.exact).join('').length<2) return [];
const longest=plan.line.reduce((one,two)=>([...two.folded].length>[...one.folded].length?two:one));
const matching=[];
for(const name of await index.names(longest.folded)){const line=wordsOf(name[1]);
if(holds(line,plan)||standsIn(called(name[0],line),plan.line)) matching.push(name);
if(matching.length===MOST_NAMES) break}
return matching}
const known=new Map();
const wordsOf=name=>known.get(name)??(known.set(name,words(name)).get(name)??[]);
function holds(name,plan){let at=0;
return plan.line.every((word,place)=>{const last=plan.unfinished&&place===plan.line.length - 1;
const found=name.slice(at).findIndex(other=>alike(word,other)||(last&&begins(word,other)));
at += found + 1;
return found>=0})}
function called(kind,line){const number=kind==='directive'?line.findIndex(word=>startsWithDigit(word.exact)):-1;
return number<0?line:line.slice(0,number + 1)}
const standsIn=(name,line)=>
name.length>=2&&
line.some((_,start)=>name.every((word,place)=>start + place<line.length&&alike(line[start + place],word)));
const alike=(typed,written)=>
typed.exact===written.exact||(typed.exact===typed.folded&&typed.folded===written.folded);
const begins=(typed,written)=>
written.exact.startsWith(typed.exact)||(typed.exact===typed.folded&&written.folded.startsWith(typed.folded));
function matches(text,spellings){const line=words(text);
const marked=[];
const terms=new Set();
const mark=(term,first,last)=>{if(!spellings.has(term)) return;
terms.add(term);
marked.fill(true,first,last + 1)};
marked.length=line.length;
line.forEach((word,place)=>{mark(word.exact,place,place);
if(place) mark(`${line[place - 1].exact} ${word.exact}`,place - 1,place)});
for(const{keys,first,last}of documentNumbers(text,line)){for(const key of keys) mark(key,first,last)}
const spans=[];
line.forEach(({start,end},place)=>{if(!marked[place]) return;
const before=spans.at(-1);
if(before&&marked[place - 1]) before[1]=end;
else spans.push([start,end])});
return{text,spans,terms}}
function excerpt(lines,spellings){const sentences=lines.flatMap((text,line)=>
text
.split(/(?<=[.!?…])\s+/u)
.filter(Boolean)
.map(sentence=>({...matches(sentence,spellings),line})));
const richest=known=>{let [best,most]=[-1,0];
sentences.forEach(({terms},place)=>{const added=[...terms].filter(term=>!known.has(term)).length;
if(added>most) [best,most]=[place,added]});
return best};
const first=richest(new Set());
if(first<0) return{pieces:sentences.slice(0,1).map(piece=>shorten(piece,EXCERPT)),line:-1};
const second=richest(sentences[first].terms);
const places=second<0?[first]:[first,second].sort((one,two)=>one - two);
return{pieces:places.map(place=>shorten(sentences[place],EXCERPT / places.length)),line:sentences[first].line}}
function shorten({text,spans},most){if(text.length<=most) return{text,spans};
let start=Math.max(0,Math.min((spans[0]?.[0]??0) - most / 4,text.length - most));
if(start>0) start=text.indexOf(' ',start) + 1;
let end=Math.min(text.length,start + most);
if(end<text.length) end=Math.max(text.lastIndexOf(' ',end),start + 1);
const [before,after]=[start>0?'… ':'',end<text.length?' …':''];
const shift=before.length - start;
return{text:before + text.slice(start,end) + after,spans:spans
.filter(([from,to])=>from>=start&&to<=end)
.map(([from,to])=>[from + shift,to + shift])}}
class Reading{constructor(index,answer,siteRoot){this.index=index;
this.answer=answer;
this.siteRoot=siteRoot;
this.asked=0;
this.kept=0;
this.ready=[]}
get done(){return this.asked>=this.answer.hits.length}
get exact(){return this.done||!this.answer.phrases.some(phrase=>phrase.required)}
get total(){return this.exact&&this.done?this.kept:this.answer.hits.length - (this.asked - this.kept)}
async next(most){for(let turns=0;this.ready.length<most&&!this.done&&turns<8;turns++){const window=this.answer.hits.slice(this.asked,this.asked + WINDOW);
const kept=this.answer.phrases.length?await this.lookUp(window):window;
this.asked += window.length;
this.kept += kept.length;
this.ready.push(...kept)}
return this.ready.splice(0,most)}
async lookUp(window){const{phrases}= this.answer;
const rows=[[],[]];
const texts=window.map(({number})=>this.index.lines(number,this.siteRoot).catch(()=>null));
for(const [place,lines] of (await Promise.all(texts)).entries()){const hit=window[place];
const found=phrases.map(phrase=>lines!==null&&stands(phrase,lines.map(words)));
if(!lines) rows[1].push({...hit,approximate:true});
else if(phrases.every(({required},at)=>found[at]||!required)) rows[found.every(Boolean)?0:1].push(hit)}
return rows.flat()}}
function make(tag,className,...content){const element=document.createElement(tag);
if(className) element.className=className;
element.append(...content);
return element}
function button(className,act,...content){const made=(make('button',className,...content));
made.type='button';
made.onclick=act;
return made}
const place=address=>(inFolder&&address.endsWith('/')?`${address}index.html`:address);
function link(className,href,...content){const anchor=(make('a',className,...content));
anchor.href=place(href);
return anchor}
function highlight({text,spans}){const parts=[];
let at=0;
for(const [start,end] of spans){parts.push(text.slice(at,start),make('mark','',text.slice(start,end)));
at=end}
return [...parts,text.slice(at)]}
const fill=(words='',n='')=>words.replace('{n}',String(n));
function start(main){const byId=id=>document.getElementById(id);
const form=byId('search-form');
const field=byId('q');
const [status,list,chosen]=[byId('search-status'),byId('search-results'),byId('search-chosen')];
const [since,until,order]=[byId('search-since'),byId('search-until'),byId('search-order')];
const [suggestions,filters,years]=[byId('search-suggestions'),byId('search-filters'),byId('search-years')];
const say=byId('search-words').dataset;
const facets=[...filters.querySelectorAll('[data-facet]')];
const siteRoot=main.dataset.siteRoot??'../';
const root=main.dataset.searchRoot??'./';
const names=make('ul','search-names');
const more=button('search-more',()=>{});
const wider=button('search-wider',()=>change({wide:true}),say.wider);
names.hidden=more.hidden=wider.hidden=true;
names.setAttribute('aria-label',say.names);
list.before(names);
list.after(more,wider);
filters.hidden=false;
field.setAttribute('role','combobox');
field.setAttribute('aria-autocomplete','list');
field.setAttribute('aria-controls',suggestions.id);
let opened=null;
let shown=null;
let choice=NO_CHOICE;
let asked=0;
let typing=0;
let settled=true;
let offering=false;
let active=-1;
function open(cache){opened??= Index.open(root,cache);
opened.catch(()=>(opened=null));
return opened}
async function ask(query){let index=await open().catch(()=>open('reload'));
for(let fresh=false;;){try{const answer=await search(index,query,choice);
const reading=new Reading(index,answer,siteRoot);
return{index,answer,reading,hits:await draw(reading)}} catch(fault){if(!(fault instanceof Unreadable)) throw fault;
if(fresh||index.partial){index.leaveOut(fault.segment);
if(!index.segments.length) throw fault} else{opened=null;
index=await open('reload');
fresh=true}}}}
async function run(){const turn=++asked;
const query=field.value;
drawChosen();
if(!query.trim()&&!narrowed()) return show([],[],'');
list.setAttribute('aria-busy','true');
const told=[setTimeout(()=>turn===asked&&(status.textContent=say.loading),SLOW_MS),setTimeout(()=>turn===asked&&(status.textContent=say.slow),20 * SLOW_MS)];
try{const{index,answer,reading,hits}= await ask(query);
if(turn!==asked) return;
shown={index,answer};
show(answer.names,hits,summary(reading));
offer(reading,turn);
wider.hidden=choice.wide||!answer.hits.length||answer.hits[0].approximate||!/[\p{L}\p{N}]\s+[\p{L}\p{N}]/u.test(query);
suggest(answer.names,hits);
drawFacets()} catch{if(turn!==asked) return;
opened=null;
show([],[],navigator.onLine?say.error:say.offline)} finally{told.forEach(clearTimeout);
if(turn===asked) list.removeAttribute('aria-busy')}}
const narrowed=()=>Object.keys(choice.filters).length>0||Boolean(choice.since||choice.until);
function summary(reading){const{answer,index,total,exact}= reading;
const parts=[];
if(total) parts.push(fill(exact?say.count:say.roughly,total));
else if(!answer.names.length||answer.pool.length) parts.push(say.none);
if(total&&answer.hits.every(hit=>hit.approximate)) parts.push(say.approx);
if(index.partial) parts.push(say.partial);
return parts.join(' · ')}
function show(found,hits,told){status.textContent=told;
names.replaceChildren(...found.map(name=>make('li',name[0],link('',siteRoot + name[3],...called(name)))));
names.hidden=!found.length;
list.replaceChildren(...hits);
more.hidden=wider.hidden=true;
if(!hits.length) suggest(found,[])}
const called=([,name,apart])=>(apart?[name,' ',make('small','',`(${apart})`)]:[name]);
async function draw(reading){return Promise.all((await reading.next(PAGE)).map(hit=>drawHit(reading,hit)))}
async function drawHit({index,answer:{spellings}},hit){const [title,path,day,section]=await index.card(hit.number);
const time=make('time','',day.split('-').reverse().join('/'));
time.setAttribute('datetime',day);
const meta=make('p','hit-meta',time,make('span','hit-section',section));
if(hit.approximate) meta.append(make('span','hit-approx',say.approx));
const anchor=link('hit-title',siteRoot + path,...highlight(matches(title,spellings)));
const item=make('li','hit',anchor,meta);
index.lines(hit.number,siteRoot).then(([,...lines])=>{const{pieces,line}= excerpt(lines,spellings);
const parts=pieces.flatMap((piece,at)=>[...(at?[' ']:[]),...highlight(piece)]);
if(parts.length) item.append(make('p','hit-excerpt',...parts));
const [first]=line<0?[]:matches(lines[line],spellings).spans;
const words=first&&encodeURIComponent(lines[line].slice(...first)).replaceAll('-','%2D');
if(words) anchor.setAttribute('href',`${siteRoot}${path}#d${line}:~:text=${words}`)},()=>{});
return item}
function offer(reading,turn){const rest=reading.total - list.children.length;
more.hidden=rest<=0;
more.textContent=fill(say.more,Math.min(rest,PAGE));
more.onclick=async ()=>{more.disabled=true;
const hits=await draw(reading).catch(()=>null);
more.disabled=false;
if(turn!==asked) return;
status.textContent=hits?summary(reading):say.error;
list.append(...(hits??[]));
hits?.[0]?.querySelector('a')?.focus();
offer(reading,turn)}}
function suggest(found,hits){const options=found.map(name=>option(say[name[0]]??'',siteRoot + name[3],called(name)));
for(const hit of hits.slice(0,4)){const title=(hit.querySelector('.hit-title'));
if(title.querySelector('mark')) options.push(option(say.title,title.href,[title.textContent??'']))}
options.forEach((made,at)=>(made.id=`search-option-${at}`));
suggestions.replaceChildren(...options);
expand(offering&&options.length>0&&document.activeElement===field)}
function option(kind,href,content){const made=make('li','',make('span','',...content),' ',make('small','',kind));
made.setAttribute('role','option');
made.onclick=()=>location.assign(place(href));
return made}
function expand(wide){suggestions.hidden=!wide;
field.setAttribute('aria-expanded',String(wide));
point(-1)}
function point(to){suggestions.children[active]?.setAttribute('aria-selected','false');
active=to;
const made=suggestions.children[active];
made?.setAttribute('aria-selected','true');
made?.scrollIntoView({block:'nearest'});
if(made) field.setAttribute('aria-activedescendant',made.id);
else field.removeAttribute('aria-activedescendant')}
function steer({key}){const count=suggestions.children.length;
const wide=!suggestions.hidden;
if(key==='ArrowDown'||key==='ArrowUp'){if(!count) return false;
if(!wide) expand(true);
const step=key==='ArrowDown'?1:-1;
point(active<0&&step<0?count - 1:active + step>=count?-1:active + step);
return true}
if(!wide) return false;
if(key==='Escape') expand(false);
else if(key==='Enter'&&active>=0) suggestions.children[active].click();
else return false;
return true}
function change(part){choice={...choice,...part};
settled=true;
answerNow();
settled=true}
function filter(kind,key){const{[kind]:_,...rest}= choice.filters;
change({filters:key===undefined?rest:{...rest,[kind]:key}})}
async function drawFacets(){if(!filters.open||!shown) return;
const{index,answer}= shown;
const turn=asked;
const [from,to]=[choice.since.slice(0,4),choice.until.slice(0,4)];
const told=await counts(index,answer,choice,'year').catch(()=>[]);
if(turn!==asked) return;
const most=Math.max(...told.map(({count})=>count));
years.replaceChildren(...told.map(({key,count})=>{const on=from===key&&to===key;
const year=button('',()=>change(on?{since:'',until:''}:{since:`${key}-01-01`,until:`${key}-12-31`}),key,bar(count / most),make('small','',String(count)));
year.setAttribute('aria-pressed',String(on));
return make('li','',year)}));
await Promise.all(facets.filter(facet=>facet.open).map(facet=>drawFacet(facet,FACET_ROWS)))}
async function drawFacet(facet,rows){if(!shown) return;
const{index,answer}= shown;
const turn=asked;
const kind=facet.dataset.facet;
const values=await counts(index,answer,choice,kind).catch(()=>null);
if(turn!==asked) return;
const items=(values??[]).slice(0,rows).map(({key,name,apart,count})=>{const on=choice.filters[kind]===key;
const content=kind==='photos'?[say.photos]:called(['',name,apart,'',0]);
const value=button('',()=>filter(kind,on?undefined:key),make('span','',...content),' ',make('small','',String(count)));
value.setAttribute('aria-pressed',String(on));
return make('li','',value)});
if(!values) items.push(make('li','quiet',say.error));
else if(!values.length) items.push(make('li','quiet',say.none));
else if(values.length>rows) items.push(make('li','',button('',()=>drawFacet(facet,500),fill(say.all,values.length))));
facet.querySelector('ul')?.replaceChildren(...items)}
function bar(share){const [svg,rect]=['svg','rect'].map(name=>document.createElementNS('http://www.w3.org/2000/svg',name));
svg.setAttribute('aria-hidden','true');
rect.setAttribute('height','100%');
rect.setAttribute('width',`${Math.max(1, Math.round(100 * share))}%`);
svg.append(rect);
return svg}
async function drawChosen(){const turn=asked;
const rows=facets.filter(({dataset})=>dataset.facet in choice.filters);
const nameOf=async (kind,key)=>{if(kind==='photos'||kind==='section'||kind==='author') return kind==='photos'?'':key;
const found=await open().then(index=>index.names(''),()=>[]);
return found.find(name=>name[0]===kind&&name[3].endsWith(`/${key}/`))?.[1]??key};
const items=await Promise.all(rows.map(async facet=>{const kind=facet.dataset.facet;
const name=await nameOf(kind,choice.filters[kind]).catch(()=>choice.filters[kind]);
return chip(name||say.photos,()=>filter(kind))}));
if(turn!==asked) return;
const [from,to]=[choice.since,choice.until].map(day=>day.split('-').reverse().join('/'));
if(from||to) items.push(chip(`${from || '…'} – ${to || '…'}`,()=>change({since:'',until:''})));
if(choice.wide) items.push(chip(say.wider,()=>change({wide:false})));
chosen.replaceChildren(...items);
chosen.hidden=!items.length}
function chip(name,act){const made=button('',act,name,' ×');
made.setAttribute('aria-label',fill(say.drop,name));
return make('li','',made)}
const KEPT='kyyeu-kept';
const [keeping,keepYear,kept]=[byId('search-keep'),byId('search-keep-year'),byId('search-kept')];
keeping.hidden=inFolder||!('serviceWorker' in navigator);
keeping.addEventListener('toggle',async ()=>{if(keepYear.options.length>1) return;
const{days}= await open();
const found=[...new Set(days.map(day=>new Date(day * DAY_MS).getUTCFullYear()))].sort().reverse();
keepYear.append(...found.map(year=>new Option(String(year))))});
byId('search-keep-now').onclick=()=>keep(keepYear.value).catch(()=>(kept.textContent=say.error));
byId('search-keep-drop').onclick=async ()=>{await caches.delete(KEPT);
await (await navigator.serviceWorker.getRegistration(siteRoot))?.unregister();
kept.textContent=say.dropped};
async function keep(year){const index=await open();
const wanted=new Set([location.pathname,siteRoot,`${root}manifest.json`]);
for(const part of document.querySelectorAll('link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]')){wanted.add((part).href||(part).src)}
for(const{folder,size,root:{firsts,tails,facets:kinds,names:inside}} of index.segments){const rows=[['i',firsts.length],['c',Math.ceil(size / CARDS)],['n',tails.length]];
const names=['root','syllables',...(inside?[]:['names']),...kinds.map(kind=>`f-${kind}`)];
for(const [name,count] of rows) for(let at=0;at<Number(count);at++) names.push(`${name}${at}`);
for(const name of names) wanted.add(`${root}${folder}/${name}.js`)}
for(const number of index.alive().keys()){const [,path,day]=await index.card(number);
if(!year||day.startsWith(year)) wanted.add(siteRoot + path)}
await navigator.serviceWorker.register(scriptAddress(`${siteRoot}sw.js`));
const cache=await caches.open(KEPT);
const left=[...wanted];
let [done,lost]=[0,0];
const work=async ()=>{for(let address;(address=left.pop());){await cache.add(address).catch(()=>lost++);
kept.textContent=fill(say.keeping,`${++done}/${wanted.size}`)}};
await Promise.all(Array.from({length:6},work));
kept.textContent=lost?fill(say.lost,lost):say.kept}
function remember(){const address=new URL(location.href);
const put=(name,value)=>(value?address.searchParams.set(name,value):address.searchParams.delete(name));
put('q',field.value.trim()&&field.value);
for(const{dataset}of facets) put(dataset.param,choice.filters[dataset.facet]??'');
put(since.name,choice.since);
put(until.name,choice.until);
put(order.name,choice.order==='best'?'':choice.order);
put('rong',choice.wide?'1':'');
address.hash='';
if(address.href!==location.href){history[settled?'pushState':'replaceState'](null,'',address);
settled=false}}
function recall(){const asks=new URLSearchParams(location.search);
field.value=asks.get('q')??'';
const wanted={};
for(const{dataset}of facets){const key=asks.get(dataset.param);
if(key) wanted[dataset.facet]=key}
since.value=asks.get(since.name)??'';
until.value=asks.get(until.name)??'';
order.value=asks.get(order.name)??'best';
if(!order.value) order.value='best';
choice={filters:wanted,since:since.value,until:until.value,order:order.value,wide:asks.get('rong')==='1'};
filters.open||= narrowed();
for(const facet of facets) facet.open||= facet.dataset.facet in wanted;
settled=true;
offering=false;
run()}
function answerNow(){clearTimeout(typing);
since.value=choice.since;
until.value=choice.until;
remember();
run()}
field.addEventListener('input',()=>{clearTimeout(typing);
offering=true;
typing=setTimeout(answerNow,TYPING_MS)});
field.addEventListener('blur',()=>expand(false));
suggestions.addEventListener('mousedown',event=>event.preventDefault());
form.addEventListener('submit',event=>{event.preventDefault();
if(shown?.index.partial) opened=null;
offering=false;
expand(false);
answerNow();
settled=true});
for(const day of [since,until]){day.addEventListener('change',()=>change({since:since.value,until:until.value}))}
order.addEventListener('change',()=>change({order:order.value}));
for(const panel of [filters,...facets]) panel.addEventListener('toggle',()=>void drawFacets());
document.addEventListener('keydown',event=>{const{target}= event;
if(event.isComposing||event.ctrlKey||event.metaKey) return;
if(event.key==='/'&&!event.altKey){if(target instanceof Element&&target.closest('input, textarea, select, [contenteditable]')) return;
event.preventDefault();
field.focus();
field.select()} else if(target===field&&steer(event)){event.preventDefault()} else if(event.key==='Escape'&&target===field){event.preventDefault();
field.value='';
answerNow()}});
addEventListener('popstate',recall);
recall()}
(globalThis).kyyeu={fold,canonical,words,documentNumbers,numberCandidates,Index,Reading,search,counts};
const searchPage=document.querySelector('[data-search-root]');
if(searchPage) start(searchPage)})();
