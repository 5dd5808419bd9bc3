import { expect, it } from 'vitest';
import { isQuestion } from '../../src/issues/question.ts';

it.each([
  'Kapan jalan ini diperbaiki',
  'min mau tanya syarat bikin KTP apa saja ya',
  'Pak, apa ada bantuan untuk petani?',
  'pendaftarannya dimana min',
  'Sudah cair belum bansosnya?',
  'kumaha carana daptar pak',
  'Link di bio tidak bisa dibuka, kenapa ya min?',
])('is a question: %s', (text) => expect(isQuestion(text)).toBe(true));

it.each([
  'Mantap Pak Bupati, lanjutkan',
  'Terima kasih infonya',
  '???',
  'https://contoh.test/?p=12',
  'apa adanya saja yang penting jalan',
  'Mau untung besar? Klik profil kami',
  'Butuh dana cepat? hubungi wa.me/62800',
  'Alhamdulillah air sudah mengalir lagi',
  '',
])('is none: %s', (text) => expect(isQuestion(text)).toBe(false));
