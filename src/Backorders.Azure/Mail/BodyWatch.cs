using MailKit;

namespace Backorders.Azure.Mail;

/// <summary>
/// Sees whether the server was ready for a mail's body (354): from then on a broken connection says nothing of the
/// mail's fate, before that it was surely not sent.
/// </summary>
internal sealed class BodyWatch : IProtocolLogger
{
    /// <summary>Nothing is logged, so nothing has to be hidden.</summary>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public bool HasBegun { get; private set; }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count) =>
        HasBegun |= buffer.AsSpan(offset, count).StartsWith("354"u8);

    public void Dispose()
    {
    }
}
