// A recording to point at, in the place of its picture. numbers.py says what `data` holds. Times are in µs.
(script => {
  if (!document.getElementById('jupyter-config-data')) return;  // neither JupyterLab nor Notebook: the picture stays
  const data = JSON.parse(script.previousElementSibling.textContent), picture = script.parentNode.querySelector('img');
  const {lanes, cpus, names, range: [begin, end]} = data, ON = 0, WAITING = 2;

  const rowOf = (bars, lane, row) => {  // bars come as gap, length, code, gap, length, code …
    const n = bars.length / 3, from = new Float64Array(n), to = new Float64Array(n), code = new Int32Array(n);
    for (let i = 0, k = 0, t = begin; i < n; i++) from[i] = t += bars[k++], to[i] = t += bars[k++], code[i] = bars[k++];
    return {...row, lane, n, from, to, code};
  };
  const byLane = lanes.map((row, lane) => rowOf(row.bars, lane, {
    calls: rowOf(row.calls), waits: rowOf(row.waits), events: data.events.filter(e => e.lane == lane || e.by == lane)}));
  const byCpu = cpus.map(row => rowOf(row.bars, -1, {events: []}));

  const box = new DOMParser().parseFromString(data.page, 'text/html').body.firstChild, $ = css => box.querySelector(css);
  const stage = $('[tabindex]'), canvas = $('canvas'), said = $('p'), pen = canvas.getContext('2d');
  stage.ariaLabel = picture.alt;
  let [a, b] = data.view, rows = byLane, followed = -1, focus, marks, left, right, pitch, full, drag, asked;

  // ---- where, who and what
  const x = t => left + (t - a) / (b - a) * (right - left), time = px => a + (px - left) / (right - left) * (b - a);
  const inside = px => Math.min(right, Math.max(left, px));
  const last = (row, t) => {  // the last bar that begins by then, or the first one
    let low = 0, high = row.n;
    while (low < high) row.from[low + high >> 1] <= t ? low = (low + high >> 1) + 1 : high = low + high >> 1;
    return Math.max(0, low - 1);
  };
  const at = (row, t) => {  // the code of the bar at that time; undefined if there is none
    const i = last(row, t);
    return row.from[i] <= t && t < row.to[i] ? row.code[i] : undefined;
  };
  const owner = (row, i) => row.lane < 0 ? row.code[i] : row.lane, state = (row, i) => row.lane < 0 ? ON : row.code[i] & 3;
  const when = ({row, i, e}) => e ? e.t : row.from[i], whose = ({row, i, e}) => e ? e.lane : owner(row, i);
  const ours = lane => followed < 0 || lane == followed;
  const ms = t => end < 5e6 ? (t / 1e3).toFixed(3) + ' ms' : (t / 1e6).toFixed(6) + ' s';
  const tell = ({row, i, e}) => {
    if (e) return e.words + ', at ' + ms(e.t) + (e.until ? '; a zombie until ' + ms(e.until) : '');
    const from = row.from[i], to = row.to[i], lane = owner(row, i), is = state(row, i), {calls, waits, events} = byLane[lane];
    const on = is == ON ? cpus.filter((_, cpu) => at(byCpu[cpu], from) == lane) : [];
    const wait = is == WAITING && names[at(waits, (from + to) / 2)], call = names[at(calls, from) >> 4];
    return `${lanes[lane].name}: ${[data.words[is], ...on.map(cpu => cpu.label)].join(', ')}` + (wait ? ` for: ${wait}` : '') +
      (at(calls, from) >= 0 ? `, in ${call}` : '') + `, from ${ms(from)} to ${ms(to)} (${ms(to - from)})` +
      events.filter(e => e.kind == 'line' && e.t >= from && e.t < to).slice(0, 3).map(e => '; ' + e.words).join('');
  };

  // ---- drawing: thickness is the state; colour is the function or, of a CPU's bars, the process
  const draw = () => {
    asked = 0;
    const css = getComputedStyle(box), ink = css.color, paper = css.getPropertyValue('--jp-layout-color0');
    const colours = data.colours.map(one => one || ink), roomy = rows.length < 16, wide = stage.clientWidth;
    pitch = roomy ? 48 : Math.max(13, 760 / rows.length), full = roomy ? 20 : pitch * .6;
    const middle = r => (r + .5) * pitch, high = rows.length * pitch + 20, pale = lane => ours(lane) ? 1 : .2;
    const fill = (colour, alpha, ...where) => (pen.fillStyle = colour, pen.globalAlpha = alpha, pen.fillRect(...where));
    const write = (text, px, y, alpha = 1) => (pen.fillStyle = ink, pen.globalAlpha = alpha, pen.fillText(text, px, y));
    const caption = (text, px, w, y, alpha) => {
      const from = inside(px) + 3, room = inside(px + w) - from;
      const fits = roomy && room > 20 && [text, text.split('(')[0]].find(one => pen.measureText(one).width < room);
      if (fits) write(fits, from, y, alpha);
    };
    canvas.width = wide * devicePixelRatio, canvas.height = high * devicePixelRatio, canvas.style.height = high + 'px';
    pen.scale(devicePixelRatio, devicePixelRatio), pen.font = '11px sans-serif', pen.textBaseline = 'middle';
    left = 14 + Math.max(...lanes.map(row => pen.measureText(row.label).width)), right = wide - 64, marks = [];
    if (right - left < 90) return;  // out of sight: JupyterLab takes a cell that is scrolled away out of the page

    let tick = 1;
    for (let k = 0; x(a + tick) - left < 90; k++) tick *= [2, 2.5, 2][k % 3];
    for (let t = Math.ceil(a / tick) * tick; t <= b; t += tick) {
      fill(ink, .12, x(t), 0, 1, high - 20);
      write(end < 5e6 ? t / 1e3 + ' ms' : t / 1e6 + ' s', x(t) - 12, high - 9);
    }
    rows.forEach((row, r) => {
      const y = middle(r), cpu = row.lane < 0, faint = cpu ? 1 : pale(row.lane);
      const each = (bars, does) => {
        for (let i = last(bars, a); i < bars.n && bars.from[i] < b; i++)
          does(i, x(bars.from[i]), x(bars.to[i]) - x(bars.from[i]));
      };
      write((cpu ? cpus : lanes)[r].label, 4, y, faint);
      pen.save(), pen.beginPath(), pen.rect(left, 0, right - left, high), pen.clip();
      let column = -1, crowd = [];
      if (!cpu) {
        each(row.calls, (i, px, w) => {
          if (px + w < column) return;  // this column of pixels has its band
          column = Math.ceil(px + w);
          fill(colours[row.calls.code[i] & 15], .2 * faint, px, y - pitch / 2 + 1, Math.max(1, w - 1), pitch - 2);
          caption(names[row.calls.code[i] >> 4], px, w, y - 17, faint);
        });
        each(row.waits, (i, px, w) => caption(names[row.waits.code[i]], px, w, y + 17, faint));
      }
      if (row.n) fill(ink, cpu ? .2 : .5 * faint, x(row.from[0]), y - .75, x(row.to[row.n - 1]) - x(row.from[0]), 1.5);
      const bar = (i, px, w, alpha = 1) => {
        const lane = owner(row, i), h = [full, full / 2, 0][state(row, i)];
        fill(colours[cpu ? lanes[lane].ink : row.code[i] >> 2], alpha * pale(lane), px, y - h / 2, w, h);
        if (cpu) caption(lanes[lane].name, px, w, y - 17, pale(lane));
      };
      const flush = () => {  // many bars in one column of pixels: pale, and every fourth column full
        crowd.sort((i, j) => state(row, i) - state(row, j));
        if (crowd.length) bar(crowd[0], column, 1, crowd.length > 2 && column % 4 ? .4 : 1);
        crowd = [];
      };
      each(row, (i, px, w) => {
        if (w >= 1 || Math.floor(px) != column) flush(), column = Math.floor(px);
        w < 1 ? crowd.push(i) : bar(i, px, w);
      });
      flush(), pen.restore();
    });
    pen.strokeStyle = ink;
    for (const e of rows == byLane ? data.events : []) {
      const px = x(e.t), y = middle(e.lane), back = e.kind == 'collected', until = inside(x(e.until));
      pen.globalAlpha = Math.max(pale(e.lane), pale(e.by)), pen.setLineDash([1, 2]);
      if (until > left) pen.strokeRect(inside(px), y - full / 4, until - inside(px), full / 2);
      if (px < left || px > right || px - marks[e.kind + e.lane] < 1) continue;
      const tip = e.kind == 'line' ? y + full / 2 + 2 : back ? middle(e.by) : y, away = tip + (e.kind == 'fork' ? -7 : 7);
      pen.setLineDash(back ? [3, 2] : []), pen.beginPath(), pen.moveTo(px, middle(e.by)), pen.lineTo(px, y), pen.stroke();
      pen.fillStyle = back || e.label && !e.bad ? paper : ink, pen.setLineDash([]), pen.beginPath();
      if (e.label) pen.arc(px, y, 4, 0, 7);
      else pen.moveTo(px, tip), pen.lineTo(px - 4, away), pen.lineTo(px + 4, away), pen.closePath();
      pen.fill(), pen.stroke(), marks.push({e, px, y: tip, row: rows[e.lane]}), marks[e.kind + e.lane] = px;
      if (e.label) write(e.label, (until || px) + 8, y, pen.globalAlpha);
    }
    if (!focus) return;
    const {row, i, e} = focus, y = middle(rows.indexOf(row)), px = inside(x(when(focus)));
    pen.lineWidth = 3, pen.globalAlpha = 1, pen.beginPath();
    if (e) pen.arc(px, y, 9, 0, 7);
    else pen.rect(px - 3, y - full / 2 - 3, inside(x(row.to[i])) - px + 6, full + 6);
    pen.stroke();
  };

  // ---- what a reader does
  const later = () => asked ||= requestAnimationFrame(draw);
  const show = (from, to) => {
    const wide = Math.min(end - begin, Math.max(10, to - from));
    a = Math.max(begin, Math.min(from, end - wide)), b = a + wide, later();
  };
  const zoom = (by, t = focus ? when(focus) : (a + b) / 2) => show(t - (t - a) * by, t + (b - t) * by);
  const point = (thing, live) => (said.ariaLive = live, said.textContent = thing ? tell(thing) : '');
  const go = thing => {
    const t = when(thing), half = (b - a) / 2;
    point(focus = thing, 'polite'), t < a || t > b ? show(t - half, t + half) : later();
  };
  const step = way => {  // to the next mark, or to the next bar that can be told from this one
    let best, far = Infinity;
    const offer = (t, least, thing) => {
      const away = (t + (thing.e ? 0 : .5) - when(focus) - (focus.e ? 0 : .5)) * way;
      if (away > least && away < far) far = away, best = thing;
    };
    for (const row of followed < 0 ? [focus.row] : rows) {
      for (const e of row.events) if (ours(e.lane)) offer(e.t, 0, {row, e});
      for (let i = 0; i < row.n; i++) if (ours(owner(row, i))) offer(row.from[i], focus.e ? 0 : time(1) - time(0), {row, i});
    }
    if (best) go(best);
  };
  const does = {  // by button and by key
    c: () => {
      rows = rows == byLane ? byCpu : byLane;
      const t = focus && when(focus), row = focus && rows.find(row => row.n && owner(row, last(row, t)) == whose(focus));
      focus = row && {row, i: last(row, t)};
    },
    Enter: () => followed = followed < 0 && focus ? whose(focus) : -1,
    Escape: () => followed = -1,
    '+': () => zoom(.6), '-': () => zoom(1 / .6), 0: () => show(begin, end)
  };
  const act = key => {
    does[key](), later();
    $('[name=c]').ariaPressed = rows == byCpu, $('[name=Enter]').ariaPressed = followed >= 0;
  };
  box.onclick = ({target}) => target.name && act(target.name);
  stage.onkeydown = event => {
    const key = event.key == '=' ? '+' : event.key, way = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1}[key];
    if (event.ctrlKey || event.metaKey || event.altKey || !way && !does[key]) return;
    event.preventDefault(), event.stopPropagation();
    if (!way) return act(key);
    if (event.shiftKey) return show(a + (b - a) * way / 5, b + (b - a) * way / 5);
    const to = focus && rows[rows.indexOf(focus.row) + way];
    if (!focus) go({row: rows[0], i: last(rows[0], a)});
    else if (key.endsWith('t')) step(way);
    else if (to?.n) go({row: to, i: last(to, when(focus))});
  };
  const under = ({offsetX: px, offsetY: y}) => {
    const row = rows[Math.floor(y / pitch)], i = row && last(row, time(px + .5));
    return marks.find(mark => Math.hypot(mark.px - px, mark.y - y) < 7) ||
      (row?.n && px > left && row.from[i] <= time(px + .5) && row.to[i] > time(px - .5) ? {row, i} : null);
  };
  canvas.onpointerdown = event => {
    canvas.setPointerCapture(event.pointerId), drag = {from: event.offsetX, a, b};
  };
  canvas.onclick = () => stage.focus();  // not sooner: at mousedown, JupyterLab gives the focus to the cell
  canvas.onpointermove = event => {
    const by = drag && (drag.from - event.offsetX) / (right - left) * (b - a);
    drag ? show(drag.a + by, drag.b + by) : point(under(event), 'off');
  };
  canvas.onpointerup = canvas.onpointercancel = event => {
    const thing = drag && Math.abs(event.offsetX - drag.from) < 4 && under(event);
    drag = null, thing && go(thing);
  };
  stage.addEventListener('wheel', event => {  // a wheel that only passes over it scrolls the page
    if (document.activeElement != stage) return;
    const by = (event.deltaX || event.shiftKey && event.deltaY) / 1000 * (b - a);
    event.preventDefault(), by ? show(a + by, b + by) : zoom(1.0015 ** event.deltaY, time(event.offsetX));
  }, {passive: false});

  picture.before(box), picture.hidden = true;
  new ResizeObserver(later).observe(stage);
  new MutationObserver(later).observe(document.body, {attributeFilter: ['data-jp-theme-name']});
})(document.currentScript);
