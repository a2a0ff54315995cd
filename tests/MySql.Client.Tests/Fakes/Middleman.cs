using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ConnectRuntime.MySql.Client.Tests.Rig;

namespace ConnectRuntime.MySql.Client.Tests.Fakes;

/// <summary>Somebody between client and server who opens the TLS of both with a certificate of his own, and passes all else on.</summary>
public static class Middleman
{
    public static FakeServer Between(int port, TestCertificates certificates) => new(async session =>
    {
        using var certificate = X509Certificate2.CreateFromPemFile(certificates.Path("stranger.pem"), certificates.Path("stranger.key"));
        using var server = new TcpClient("127.0.0.1", port);
        var behind = new FakeSession(server.GetStream());
        await session.SendAsync(0, await behind.ReceiveAsync());
        await behind.SendAsync(1, await session.ReceiveAsync());

        await using var front = new SslStream(session.Stream);
        await front.AuthenticateAsServerAsync(certificate);
        // He has no reason to check the server.
#pragma warning disable CA5359
        await using var back = new SslStream(behind.Stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await back.AuthenticateAsClientAsync("anything");
        await Task.WhenAny(front.CopyToAsync(back), back.CopyToAsync(front));
    });
}
