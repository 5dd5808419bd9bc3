/**
 * What the pages do when scripts run; they read as well without.
 * 1. A page marked `data-live` renews its content when the server tells of something new, unless the reader is busy in it:
 *    then a button offers it. 2. Texts can be copied. 3. Frames grow to the height of what they show.
 */
export const script = `'use strict';
(function () {
  var main = document.getElementById('isi');
  var fresh = document.querySelector('.fresh');
  var waiting = null;
  var lastLoad = Date.now();

  function isBusy() {
    var active = document.activeElement;
    var selected = window.getSelection && String(window.getSelection()) !== '';
    return selected || (active && active !== main && main.contains(active)) || window.scrollY > 400 ||
      main.querySelector('details[open]') !== null;
  }

  function renew() {
    waiting = null;
    if (document.hidden) return;
    if (isBusy()) { fresh.hidden = false; return; }
    load();
  }

  function load() {
    lastLoad = Date.now();
    fresh.hidden = true;
    var request = new XMLHttpRequest();
    request.open('GET', location.href);
    request.responseType = 'document';
    request.onload = function () {
      var next = request.response && request.response.getElementById('isi');
      if (request.status !== 200 || !next) return;
      main.replaceChildren.apply(main, Array.from(next.childNodes).map(function (node) { return document.adoptNode(node); }));
      prepare();
    };
    request.send();
  }

  function soon() {
    if (waiting !== null) return;
    waiting = setTimeout(renew, Math.max(400, 3000 - (Date.now() - lastLoad)));
  }

  function grow(frame) {
    try {
      var page = frame.contentDocument && frame.contentDocument.documentElement;
      if (!page || page.childElementCount < 2) return;
      frame.style.height = '8rem';
      frame.style.height = page.scrollHeight + 4 + 'px';
    } catch (error) { /* a frame of another origin keeps its height */ }
  }

  function prepare() {
    document.querySelectorAll('iframe[data-grow]').forEach(function (frame) {
      frame.addEventListener('load', function () { grow(frame); });
      grow(frame);
    });
    document.querySelectorAll('button[data-copy]').forEach(function (button) {
      var area = document.getElementById(button.getAttribute('data-copy'));
      button.hidden = false;
      button.addEventListener('click', function () {
        area.select();
        var done = function () { button.textContent = 'Tersalin'; };
        if (navigator.clipboard) navigator.clipboard.writeText(area.value).then(done, function () {});
        else if (document.execCommand('copy')) done();
      });
    });
  }

  prepare();
  window.addEventListener('resize', function () { document.querySelectorAll('iframe[data-grow]').forEach(grow); });
  if (main && main.hasAttribute('data-live') && window.EventSource) {
    fresh.querySelector('button').addEventListener('click', function () { load(); window.scrollTo(0, 0); });
    var stream = new EventSource('/api/v1/stream');
    ['alert', 'issue', 'collected'].forEach(function (name) { stream.addEventListener(name, soon); });
    document.addEventListener('visibilitychange', function () { if (!document.hidden && Date.now() - lastLoad > 60000) soon(); });
  }
})();
`;
