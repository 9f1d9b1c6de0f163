using System.Net;
using System.Net.Sockets;

namespace BlurDetection.Queue.Tests.Support;

/// <summary>Ports that nobody uses now.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
