package dev.probity.lameduck;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Tells clients of HTTP/1 in a lame duck's responses that the connection is closed, on a
 * server that cannot be told to. HTTP/2 knows no such header.
 *
 * @since 0.1.0
 */
public final class ConnectionCloseFilter implements Filter {

	private final WebServers servers;

	/**
	 * Close connections of these servers.
	 * @param servers know when to, and whether by a header
	 */
	public ConnectionCloseFilter(WebServers servers) {
		this.servers = servers;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (this.servers.areClosingByHeader() && response instanceof HttpServletResponse http
				&& request.getProtocol().startsWith("HTTP/1.")) {
			// before the chain, which may commit the response
			http.setHeader("Connection", "close");
		}
		chain.doFilter(request, response);
	}

}
