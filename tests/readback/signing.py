"""Electronic signatures as pyHanko makes and judges them, strict about the file: what it reads wrongly it refuses."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import BaseStampStyle, StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sopgen.render.pdf import engine


@cache
def throw_away_signer() -> tuple[signers.SimpleSigner, x509.Certificate]:
    """A signer with a certificate of its own making."""
    key = rsa.generate_private_key(65537, 2048)
    name = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, "Nama Pejabat")])
    now = datetime.now(UTC)
    certificate = (
        certificates.CertificateBuilder(
            name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=2)
        )
        .add_extension(certificates.KeyUsage(True, True, *[False] * 7), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = keys.PrivateKeyInfo.load(
        key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    public = x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
    signer = signers.SimpleSigner(signing_cert=public, signing_key=private, cert_registry=SimpleCertificateStore())
    return signer, public


def archival_style(folder: Path) -> StaticStampStyle:
    """How a signature looks in a field, with its fonts embedded; it is made in ``folder``."""
    markup = engine.Markup('<html lang="id"><p>Ditandatangani</p></html>', "@page { size: 60mm 20mm }", {})
    (folder / "cap.pdf").write_bytes(engine.write(engine.typeset(markup), engine.About("cap", "Cap", "Uji")))
    return StaticStampStyle.from_pdf_file(str(folder / "cap.pdf"), border_width=0, background_opacity=1.0)


def read_strictly(pdf: bytes) -> int:
    """Have pyHanko read every object that a PDF of one revision has, or fail; how many there are."""
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    found = reader.get_historical_resolver(0).collect_dependencies(reader.trailer_view)
    for reference in found:
        reader.get_object(reference)
    return len(found)


def signed(pdf: bytes, field: str, style: BaseStampStyle | None = None) -> bytes:
    """A PDF with one signature more, in ``field``, or unseen where it has no such field."""
    signer, _ = throw_away_signer()
    pades = fields.SigSeedSubFilter.PADES
    data = signers.PdfSignatureMetadata(field_name=field, subfilter=pades, md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=True)
    return bytes(signers.PdfSigner(data, signer=signer, stamp_style=style).sign_pdf(writer).getvalue())


def signatures_hold(pdf: bytes) -> list[bool]:
    """Of every signature whether it is valid, trusted, and nothing that it does not allow came after."""
    _, certificate = throw_away_signer()
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    trusted = ValidationContext(trust_roots=[certificate])
    return [validate_pdf_signature(signature, trusted).bottom_line for signature in reader.embedded_signatures]
