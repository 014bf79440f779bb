using ThiDua.Texts;

namespace ThiDua.Documents.Certificates;

/// <summary>A certificate cannot be made as it is asked for. Its sentence is "certificate.CODE".</summary>
public sealed class CertificateException(string code, params IReadOnlyList<string> arguments) : ToldException("certificate", code, arguments);
