package com.hometech.edf.cli.serve;

import com.hometech.edf.common.error.InvalidInputException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Passes on only what a program on this machine has asked of this machine by one of its local names. A page from elsewhere whose
 * name was made to stand for this machine (DNS rebinding) sends its own name and is refused; so is what a proxy has passed on,
 * which may come from anywhere.
 */
final class LocalHosts extends Handler.Wrapper {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> PROXY_HEADERS = Set.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    LocalHosts(Handler handler) {
        super(handler);
    }

    /** Whether only programs on this machine reach an address. */
    static boolean isLoopback(String host) {
        return address(host).isLoopbackAddress();
    }

    /** @throws InvalidInputException where there is no such host */
    static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new InvalidInputException(
                    "--host " + host + " is not known; give an address of this machine, for example 127.0.0.1",
                    unknown);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isLocal(request)) {
            return super.handle(request, response, callback);
        }
        refuse(response, callback);
        return true;
    }

    static void refuse(Response response, Callback callback) {
        ErrorAnswers.send(
                response,
                callback,
                HttpStatus.MISDIRECTED_REQUEST_421,
                "This is answered on its own machine only, as localhost or 127.0.0.1 and not through a proxy");
    }

    /** Whether a program on this machine has asked, by one of its local names. */
    static boolean isLocal(Request request) {
        boolean fromHere = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                && remote.getAddress().isLoopbackAddress();
        String name = Request.getServerName(request);
        return fromHere
                && name != null
                && NAMES.contains(name)
                && request.getHeaders().contains(HttpHeader.HOST)
                && PROXY_HEADERS.stream().noneMatch(request.getHeaders()::contains);
    }
}
