// A recording to point at, in the place of its picture. numbers.py says what `data` holds. Times are in µs.
(script => {
if (!document.getElementById('jupyter-config-data')) return;  // not in JupyterLab or Notebook: the picture stays
const data = JSON.parse(script.previousElementSibling.textContent), picture = script.parentNode.querySelector('img');
const {events, range: [begin, end], per, unit} = data, {floor, max, min} = Math, ON = 0, WAITING = 2;

// rows of bars and events
const inTime = (one, two) => one.from - two.from;
const rowOf = row => {
  for (const sort of ['bars', 'calls', 'waits']) {
    const bars = [], numbers = row[sort];
    for (let i = 0, to = begin; i < numbers.length;) {  // gap, length, kind, gap, length, kind …
      const from = to + numbers[i++];
      to = from + numbers[i++];
      const [lane, state, colour, name] = data.kinds[numbers[i++]];
      bars.push({row, from, to, lane, state, colour, name});
    }
    row[sort] = bars;
  }
  row.events = events.filter(e => [e.lane, e.by].includes(row.lane));
  row.things = [...row.events, ...row.bars];
  return row;
};
const byLane = data.lanes.map(rowOf), byCpu = data.cpus.map(rowOf);
for (const e of events) e.row = byLane[e.lane];
const last = (bars, t) => max(0, bars.findLastIndex(bar => bar.from <= t));  // or the first
const at = (bars, t) => bars.find(bar => bar.from <= t && t < bar.to);

picture.insertAdjacentHTML('beforebegin', data.page);
picture.hidden = true;
const box = picture.previousElementSibling, $ = css => box.querySelector(css);
const stage = $('[tabindex]'), canvas = $('canvas'), said = $('p'), pen = canvas.getContext('2d');
stage.ariaLabel = picture.alt;
let [a, b] = data.view, rows = byLane, followed = -1, focus, here, marks, left, right, pitch, drag, asked;

const pixel = () => (b - a) / (right - left);
const x = t => left + (t - a) / pixel(), time = px => a + (px - left) * pixel();
const inside = px => min(right, max(left, px));
const ours = lane => followed < 0 || lane == null || lane == followed;
const exact = t => (t / per).toFixed(data.digits) + unit;
const tell = ({from, to, lane, state, words}) => {
  if (words) return words;
  const row = byLane[lane], call = at(row.calls, from), wait = state == WAITING && at(row.waits, (from + to) / 2);
  const on = byCpu.filter(cpu => state == ON && at(cpu.bars, from)?.lane == lane).map(cpu => cpu.label);
  const lines = row.events.filter(e => e.kind == 'line' && e.from >= from && e.from < to).slice(0, 3);
  return row.name + ': ' + [data.words[state], ...on].join(', ') + (wait ? ' for: ' + wait.name : '') +
    (call ? ', in ' + call.name : '') + `, from ${exact(from)} to ${exact(to)} (${exact(to - from)})` +
    lines.map(line => '; ' + line.words).join('');
};

// drawing: thickness is the state; colour is the function or, of a CPU's bars, the process
const draw = () => {
  asked = 0;
  const {color: ink, backgroundColor: paper} = getComputedStyle(box);
  const roomy = rows.length < 16, wide = stage.clientWidth;
  pitch = roomy ? 48 : max(13, 760 / rows.length);
  const full = roomy ? 20 : pitch * .6, high = rows.length * pitch, middle = row => (rows.indexOf(row) + .5) * pitch;
  const sharp = devicePixelRatio;
  canvas.width = wide * sharp;
  canvas.height = (high + 20) * sharp;
  pen.scale(sharp, sharp);
  pen.font = '11px sans-serif';
  left = 14 + max(...byLane.map(row => pen.measureText(row.label).width));
  right = wide - 64;
  marks = [];
  if (right - left < 90) return;  // scrolled away: JupyterLab takes it out of the page

  const use = ({lane, colour}, alpha = 1) => {
    pen.globalAlpha = ours(lane) ? alpha : alpha / 5;
    pen.fillStyle = data.colours[colour] || ink;
    return pen;
  };
  const caption = ({name, from, to, lane}, y) => {
    const px = inside(x(from)) + 3, room = inside(x(to)) - px;
    if (!roomy || !name || room < 20) return;
    const fits = [name, name.split('(')[0]].find(text => pen.measureText(text).width < room);
    if (fits) use({lane}).fillText(fits, px, y + 4);
  };
  const each = (bars, does) => {  // of many in one column of pixels only the first
    for (let i = last(bars, a), next = a - 1; bars[i]?.from < b; i++) {
      const bar = bars[i], px = floor(x(bar.from));
      if (bar.state == WAITING || bar.to < next) continue;
      next = bar.from + pixel();
      does(bar, px, max(1, floor(x(bar.to)) - px), bars[i + 2]?.from < next);
    }
  };

  let tick = 1;
  for (let k = 0; tick < 90 * pixel(); k++) tick *= [2, 2.5, 2][k % 3];
  for (let t = Math.ceil(a / tick) * tick; t <= b; t += tick) {
    use({}, .12).fillRect(x(t), 0, 1, high);
    use({}).fillText(t / per + unit, x(t) - 12, high + 15);
  }
  for (const row of rows) {
    const y = middle(row), top = y - pitch / 2, from = x(row.bars[0]?.from), to = x(row.bars.at(-1)?.to);
    each(row.calls, (call, px, w) => {
      use(call, .2).fillRect(px, top + 1, w - 1 || 1, pitch - 2);
      caption(call, y - 17);
    });
    each(row.waits, wait => caption(wait, y + 17));
    use(row, .4).fillRect(from, y - .75, to - from, 1.5);
    each(row.bars, (bar, px, w, crowded) => {  // crowded: pale, every fourth one full
      const h = full / (1 + bar.state);
      use(bar, crowded && px % 4 ? .4 : 1).fillRect(px, y - h / 2, w, h);
      caption(bar, y - 17);
    });
    pen.clearRect(0, top, left, pitch);
    pen.clearRect(right, top, wide, pitch);
    use(row).fillText(row.label, 4, y + 4);
  }
  pen.strokeStyle = ink;
  for (const e of rows == byCpu ? [] : events) {
    const {lane, by, kind, label} = e, px = x(e.from), until = inside(x(e.until));
    const y = middle(e.row), origin = middle(byLane[by]), back = kind == 'collected';
    use({lane: ours(by) ? by : lane}).setLineDash([1, 2]);
    if (until > left) pen.strokeRect(inside(px), y - full / 4, until - inside(px), full / 2);
    if (px != inside(px) || px - marks[kind + lane] < 1) continue;
    marks[kind + lane] = px;
    if (label) pen.fillText(label, (until || px) + 8, y + 4);
    pen.setLineDash(back ? [3, 2] : []);
    pen.stroke(new Path2D(`M${px} ${origin}V${y}`));
    const tip = kind == 'line' ? y + full / 2 + 2 : back ? origin : y;
    const mark = new Path2D(`M${px} ${tip}${data.marks[kind]}`);
    if (e.hollow) pen.fillStyle = paper;
    pen.setLineDash([]);
    pen.fill(mark);
    pen.stroke(mark);
    marks.push({e, px, y: tip});
  }
  if (!focus) return;
  const from = inside(x(focus.from)), to = inside(x(focus.to || focus.from));
  pen.lineWidth = 3;
  use({}).strokeRect(from - 6, middle(here) - full / 2 - 6, to - from + 12, full + 12);
};

// what a reader does
const later = () => asked ||= requestAnimationFrame(draw);
const show = (from, to) => {
  const wide = min(end - begin, max(10, to - from));
  a = max(begin, min(from, end - wide));
  b = a + wide;
  later();
};
const zoom = (by, t = focus?.from ?? (a + b) / 2) => show(t - (t - a) * by, t + (b - t) * by);
const point = (thing, live) => {
  said.ariaLive = live;
  said.textContent = thing ? tell(thing) : '';
};
const go = (thing, row = thing.row) => {
  const t = thing.from, half = (b - a) / 2;
  focus = thing;
  here = row;
  point(thing, 'polite');
  t < a || t > b ? show(t - half, t + half) : later();
};
const step = way => {  // to the next event, or bar that can be told from this one
  const own = row => row.things.filter(thing => thing.row == row && thing.lane == followed);
  const things = (followed < 0 ? here.things : rows.flatMap(own)).sort(inTime);
  let i = things.indexOf(focus), thing;
  do thing = things[i += way];
  while (thing && !thing.words && (thing.from - focus.from) * way < pixel());
  if (thing) go(thing, followed < 0 ? here : thing.row);
};
const does = {  // by button and by key
  c: () => {
    rows = rows == byLane ? byCpu : byLane;
    const bars = rows.flatMap(row => row.bars).sort(inTime);
    focus &&= bars.findLast(bar => bar.lane == focus.lane && bar.from <= focus.from);
    here = focus?.row;
  },
  Enter: () => followed = followed < 0 && focus ? focus.lane : -1,
  Escape: () => followed = -1,
  '+': () => zoom(.6), '=': () => zoom(.6), '-': () => zoom(1 / .6), 0: () => show(begin, end)
};
const act = key => {
  does[key]();
  later();
  $('[name=c]').ariaPressed = rows == byCpu;
  $('[name=Enter]').ariaPressed = followed >= 0;
};
box.onclick = ({target}) => target.name && act(target.name);
stage.onkeydown = e => {
  const {key} = e, way = {Left: -1, Right: 1, Up: -1, Down: 1}[key.slice(5)];
  if (e.ctrlKey || e.metaKey || e.altKey || !way && !does[key]) return;
  e.preventDefault();
  if (!way) return act(key);
  const by = (b - a) * way / 5, bars = rows[rows.indexOf(here) + way]?.bars;
  if (e.shiftKey) show(a + by, b + by);
  else if (!focus) go(rows[0].bars[last(rows[0].bars, a)]);
  else if (key.endsWith('t')) step(way);
  else if (bars?.length) go(bars[last(bars, focus.from)]);
};
const under = ({offsetX: px, offsetY: y}) => {
  const mark = marks.find(mark => Math.hypot(mark.px - px, mark.y - y) < 7), row = px > left && rows[floor(y / pitch)];
  return mark ? mark.e : row?.bars?.findLast(bar => bar.from <= time(px + .5) && bar.to > time(px - .5));
};
canvas.onpointerdown = e => {
  canvas.setPointerCapture(e.pointerId);
  drag = {from: e.offsetX, a, b};
};
canvas.onpointermove = e => {
  const by = e.buttons && (drag.from - e.offsetX) * pixel();
  e.buttons ? show(drag.a + by, drag.b + by) : point(under(e), 'off');
};
canvas.onclick = e => {
  stage.focus();  // at mousedown JupyterLab would focus the cell
  if (Math.abs(e.offsetX - drag.from) < 4 && under(e)) go(under(e));
};
stage.onwheel = e => {  // without focus it scrolls the page
  if (document.activeElement != stage) return;
  e.preventDefault();
  const by = (e.deltaX || e.shiftKey && e.deltaY) * pixel();
  by ? show(a + by, b + by) : zoom(1.0015 ** e.deltaY, time(e.offsetX));
};

new ResizeObserver(later).observe(stage);
new MutationObserver(later).observe(document.body, {attributeFilter: ['data-jp-theme-name']});
})(document.currentScript);
