/**
 * What the list of mentions does when scripts run: judges without loading the page anew, and by keys. j and k move, Enter opens, 1 to 5
 * judge and go on to the next, u takes back, ? shows the keys. They can be switched off, and rest while something is typed.
 */
export const triageScript = `'use strict';
(function () {
  var items = Array.from(document.querySelectorAll('[data-triage]'));
  if (items.length === 0 || !window.Promise) return;
  var keys = document.querySelector('[data-keys]');
  var onOff = document.querySelector('[data-keys-switch]');
  var stored = 'kentongan-pintasan';
  var isOn = true;
  try { isOn = localStorage.getItem(stored) !== 'mati'; } catch (error) { /* no storage: on */ }
  var labels = { negative: ['−', 'Negatif'], potential: ['!', 'Berpotensi negatif'], neutral: ['=', 'Netral'], positive: ['+', 'Positif'], unscored: ['?', 'Tidak terskor'] };

  function showSwitch() {
    if (!keys) return;
    keys.hidden = false;
    onOff.textContent = isOn ? 'Pintasan hidup' : 'Pintasan mati';
    onOff.setAttribute('aria-pressed', String(isOn));
    document.documentElement.classList.toggle('keys-off', !isOn);
  }

  function say(item, text, isFault) {
    var said = item.querySelector('.triage-said');
    said.textContent = text;
    said.classList.toggle('triage-fault', isFault === true);
  }

  /** Shows what the server answered: the mention as it is now. */
  function show(item, mention) {
    var correction = mention.correction;
    var score = mention.score;
    var chosen = '';
    item.querySelectorAll('button[name=verdict]').forEach(function (button) {
      var isChosen = correction !== null && correction.verdict === button.value;
      button.setAttribute('aria-pressed', String(isChosen));
      if (isChosen) chosen = button.lastChild.textContent.trim().toLowerCase();
    });
    item.querySelector('.triage-undo').hidden = correction === null;
    if (correction === null) item.removeAttribute('data-judged');
    else item.setAttribute('data-judged', 'ya');
    say(item, correction === null ? 'Penilaian dibatalkan.' : 'Diperiksa ' + correction.who + ': ' + chosen);
    var chip = item.querySelector('.mention-verdict .chip');
    if (!chip || !score) return;
    var label = score.sentiment.label;
    var category = label !== 'negative' && score.attention === 'watch' ? 'potential' : label;
    chip.className = 'chip category-' + category;
    var sign = chip.querySelector('.sign');
    chip.textContent = labels[category][1];
    if (sign) { sign.textContent = labels[category][0]; chip.prepend(sign); }
    var badge = item.querySelector('.mention-verdict .badge');
    if (badge) badge.hidden = score.attention !== 'alert';
  }

  function send(item, method, verdict) {
    if (item.hasAttribute('aria-busy')) return Promise.resolve(false);
    item.setAttribute('aria-busy', 'true');
    return new Promise(function (resolve) {
      var request = new XMLHttpRequest();
      function end(isDone) { item.removeAttribute('aria-busy'); resolve(isDone); }
      request.open(method, '/api/v1/mentions/' + Number(item.getAttribute('data-triage')) + '/verdict');
      request.setRequestHeader('Accept', 'application/json');
      if (verdict !== null) request.setRequestHeader('Content-Type', 'application/json');
      request.timeout = 15000;
      request.onload = function () {
        var answer = {};
        try { answer = JSON.parse(request.responseText); } catch (error) { /* told below */ }
        var isDone = request.status === 200 && answer.correction !== undefined;
        if (isDone) show(item, answer);
        else say(item, request.status === 401 ? 'Sesi Anda berakhir. Muat ulang halaman untuk masuk lagi.' : answer.detail || 'Penilaian tidak tersimpan.', true);
        end(isDone);
      };
      request.onerror = request.ontimeout = function () {
        say(item, 'Tidak tersimpan: server tidak terjangkau. Periksa jaringan, lalu coba lagi.', true);
        end(false);
      };
      request.send(verdict === null ? null : JSON.stringify({ verdict: verdict }));
    });
  }

  items.forEach(function (item) {
    item.querySelector('.triage-form').addEventListener('submit', function (event) {
      if (!event.submitter) return;
      event.preventDefault();
      send(item, 'POST', event.submitter.value);
    });
    item.querySelector('.triage-undo form').addEventListener('submit', function (event) {
      event.preventDefault();
      send(item, 'DELETE', null);
    });
  });

  function current() {
    return items.findIndex(function (item) { return item.contains(document.activeElement); });
  }

  function go(index) {
    var item = items[Math.max(0, Math.min(items.length - 1, index))];
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: 'nearest' });
  }

  function toggle(details) {
    if (details) details.open = !details.open;
  }

  function press(key) {
    var at = current();
    if (key === 'j') return go(at + 1);
    if (key === 'k') return go(at < 0 ? 0 : at - 1);
    if (key === '?') return toggle(keys);
    if (at < 0) return false;
    var item = items[at];
    if (key === 'Enter') return document.activeElement === item ? toggle(item.querySelector('details')) : false;
    if (key === 'u') return item.hasAttribute('data-judged') ? void send(item, 'DELETE', null) : false;
    if (!/^[1-5]$/.test(key)) return false;
    var button = item.querySelectorAll('button[name=verdict]')[Number(key) - 1];
    send(item, 'POST', button.value).then(function (isDone) {
      if (isDone && current() === at && at + 1 < items.length) go(at + 1);
    });
  }

  document.addEventListener('keydown', function (event) {
    var target = event.target;
    if (!isOn || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
    if (press(event.key) !== false) event.preventDefault();
  });

  if (onOff) onOff.addEventListener('click', function () {
    isOn = !isOn;
    try { localStorage.setItem(stored, isOn ? 'hidup' : 'mati'); } catch (error) { /* holds for this page only */ }
    showSwitch();
  });
  showSwitch();
})();
`;
