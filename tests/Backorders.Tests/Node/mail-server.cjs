// A real mail server that keeps each mail as a file, and whose answers the first word of an address decides.
const fs = require('node:fs');
const path = require('node:path');
const { SMTPServer } = require('smtp-server');

const folder = process.env.MAILS;
const no = (code) => Object.assign(new Error('someone@example.com cannot be served'), { responseCode: code });
let mails = 0;

function hangUp(session) {
  [...server.connections].find((connection) => connection.id === session.id)._socket.destroy();
}

const server = new SMTPServer({
  key: process.env.KEY,
  cert: process.env.CERT,
  secure: process.env.SECURITY === 'tls',
  disabledCommands: process.env.SECURITY === 'none' ? ['STARTTLS'] : [],
  authOptional: process.env.SIGN_IN !== 'needed',
  disableReverseLookup: true,
  onAuth: (auth, session, done) =>
    auth.username === 'shop' && auth.password === 'secret' ? done(null, { user: 'shop' }) : done(no(535)),
  onMailFrom: (address, session, done) => done(address.address.startsWith('stranger') ? no(553) : null),
  onRcptTo(address, session, done) {
    const word = address.address.split('@')[0];
    const code = { later: 450, never: 550, closing: 421 }[word];
    if (word === 'gone') {
      hangUp(session);
    } else {
      done(code ? no(code) : null);
    }
  },
  onData(stream, session, done) {
    const word = session.envelope.rcptTo[0].address.split('@')[0];
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      if (word === 'full' || word === 'soon') {
        done(no(word === 'full' ? 552 : 451));
        return;
      }
      const file = path.join(folder, `${++mails}`);
      fs.writeFileSync(`${file}.part`, Buffer.concat(chunks));
      fs.renameSync(`${file}.part`, `${file}.eml`);
      if (word === 'lost') {
        hangUp(session);
      } else {
        done();
      }
    });
  },
});

server.on('error', () => {}); // A caller who breaks off.
server.listen(0, '127.0.0.1', () => console.log(`listens on smtp://127.0.0.1:${server.server.address().port}`));
