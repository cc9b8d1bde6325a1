"""Files as banks make them."""

from __future__ import annotations

ENTRY = """\
<Ntry>
  <NtryRef>{reference}</NtryRef>
  <Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>
  <Sts><Cd>{status}</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt>
  <AcctSvcrRef>{reference}</AcctSvcrRef>
  <NtryDtls><TxDtls>
    <Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
    <RltdPties><Dbtr><Pty><Nm>{payer}</Nm></Pty></Dbtr></RltdPties>
    <RmtInf><Ustrd>{text}</Ustrd></RmtInf>
  </TxDtls></NtryDtls>
</Ntry>
"""
DOCUMENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">
<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id>
{entries}
</Stmt></BkToCstmrStmt></Document>
"""


def entry(amount, text, *, payer="Ada Reed", reference="", currency="EUR", **fields):
    said = {"direction": "CRDT", "status": "BOOK", "day": "2026-11-29", **fields}
    return ENTRY.format(
        amount=amount, text=text, payer=payer, reference=reference, currency=currency, **said
    )


def camt(*entries, version="08"):
    return DOCUMENT.format(entries="".join(entries), version=version).encode()
