/**
 * What the import page does when scripts run: sends a chosen file as it is, shows how far it has come, and goes to what was found in
 * it. Without scripts the field for files stays hidden and a table can be pasted. A page that waits for a running import looks again.
 */
export const uploadScript = `'use strict';
(function () {
  var types = { csv: 'text/csv', tsv: 'text/tab-separated-values', txt: 'text/plain', json: 'application/json', ndjson: 'application/x-ndjson',
    jsonl: 'application/x-ndjson', pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
  document.querySelectorAll('form[data-upload]').forEach(function (form) {
    var progress = form.querySelector('progress');
    var said = form.querySelector('[role=alert]');
    var button = form.querySelector('button');
    form.closest('[hidden]') && (form.closest('[hidden]').hidden = false);
    function fail(text) { said.textContent = text; progress.hidden = true; button.disabled = false; }
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var file = form.querySelector('input[type=file]').files[0];
      if (!file) return fail('Pilih berkasnya dahulu.');
      var query = new URLSearchParams({ name: file.name.slice(0, 200) });
      form.querySelectorAll('[name]').forEach(function (field) { if (field.value.trim() !== '') query.set(field.name, field.value.trim()); });
      var request = new XMLHttpRequest();
      request.open('PUT', form.getAttribute('action') + '?' + query);
      request.setRequestHeader('Accept', 'application/json');
      request.setRequestHeader('Content-Type', types[file.name.split('.').pop().toLowerCase()] || 'application/octet-stream');
      request.responseType = 'json';
      request.upload.onprogress = function (step) { if (step.lengthComputable) { progress.max = step.total; progress.value = step.loaded; } };
      request.onerror = function () { fail('Unggahan terputus. Periksa jaringan, lalu coba lagi.'); };
      request.onload = function () {
        var answer = request.response || {};
        if (request.status === 200) location.href = '/sumber/impor/' + Number(answer.id);
        else fail(answer.detail || 'Berkas ini tidak dapat diterima.');
      };
      said.textContent = '';
      progress.hidden = false;
      button.disabled = true;
      request.send(file);
    });
  });
  if (document.querySelector('[data-again]')) setTimeout(function () { location.reload(); }, 3000);
})();
`;
