"""A server of mail for the tests, and a reader of what it got.

serve DIR CERT KEY   aiosmtpd on 127.0.0.1, STARTTLS and log-in "naskah" / "rahasia surel" asked
                     for; its port goes into DIR/port, each mail into DIR/N.eml with N.json for
                     the envelope.  DIR/mode says what it does to the next: ok, busy (451 to the
                     recipient), unknown (550), refuse (554 to the text), hang-up (before the
                     text), cut (behind the text, without an answer), hang.
read FILE            what Python's mail reader makes of one, as JSON
"""
import asyncio
import email
import email.policy
import json
import pathlib
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


warnings.simplefilter('ignore')


class Box:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def mode(self):
        return (self.folder / 'mode').read_text().strip()

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mode() == 'hang-up':
            server.transport.abort()
        envelope.mail_from = address
        return '250 OK'

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode() == 'busy':
            return '451 4.7.1 Coba lagi nanti'
        if self.mode() == 'unknown':
            return '550 5.1.1 Tidak ada kotak surel itu'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        if self.mode() == 'refuse':
            return '554 5.6.0 Isi ditolak'
        if self.mode() == 'hang':
            (self.folder / 'hanging').touch()
            await asyncio.sleep(60)
            return '451 4.3.0 Terlalu lama'
        self.count += 1
        (self.folder / f'{self.count}.eml').write_bytes(envelope.original_content)
        (self.folder / f'{self.count}.json').write_text(json.dumps(
            {'from': envelope.mail_from, 'to': envelope.rcpt_tos, 'tls': session.ssl is not None,
             'user': session.auth_data}))
        if self.mode() == 'cut':
            server.transport.abort()
        return '250 2.0.0 Diterima'


def log_in(server, session, envelope, mechanism, data):
    known = isinstance(data, LoginPassword) and data.password == 'rahasia surel'.encode()
    return AuthResult(success=known, auth_data=data.login.decode() if known else None)


async def serve(folder, cert, key):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(cert, key)
    box = Box(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(box, tls_context=tls, require_starttls=True, authenticator=log_in,
                     auth_required=True), '127.0.0.1', 0)
    (folder / 'port').write_text(str(server.sockets[0].getsockname()[1]))
    print('ready', flush=True)
    await server.serve_forever()


def read(path):
    mail = email.message_from_bytes(pathlib.Path(path).read_bytes(), policy=email.policy.default)
    text = mail.get_body(('plain',))
    print(json.dumps({'headers': [[k, str(v)] for k, v in mail.items()],
                      'subject': str(mail['Subject']), 'to': str(mail['To']),
                      'name': mail['From'].addresses[0].display_name,
                      'from': mail['From'].addresses[0].addr_spec,
                      'date': mail['Date'].datetime.isoformat(),
                      'defects': [str(d) for part in mail.walk() for d in part.defects],
                      'text': text.get_content()}))


if sys.argv[1] == 'serve':
    asyncio.run(serve(pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]))
else:
    read(sys.argv[2])
