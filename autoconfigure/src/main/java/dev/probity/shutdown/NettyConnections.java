package dev.probity.shutdown;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Keep-alive connections of Reactor Netty, which closes a connection whose response says
 * so. The filters of the application are those of its management port, too.
 */
final class NettyConnections implements WebFilter, Ordered {

	private final WebServers servers;

	private final NettyHttp2Connections http2 = new NettyHttp2Connections();

	/**
	 * Close connections when the servers are told to.
	 * @param servers the web servers
	 */
	public NettyConnections(WebServers servers) {
		this.servers = servers;
		servers.http2().add(this.http2::observe);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		HttpServerRequest request = nativeRequest(exchange.getRequest());
		if (request != null) {
			switch (request.version().majorVersion()) {
				case 1 -> closeAfter(exchange.getResponse());
				case 2 -> request.withConnection((stream) -> this.http2.add(stream.channel()));
				default -> {
					// has no connection to close
				}
			}
		}
		return chain.filter(exchange);
	}

	private void closeAfter(ServerHttpResponse response) {
		// as late as possible: the signal may come while the request is being served
		response.beforeCommit(() -> Mono.fromRunnable(() -> {
			if (this.servers.endsKeepAlive()) {
				response.getHeaders().set(HttpHeaders.CONNECTION, "close");
			}
		}));
	}

	/**
	 * One that has not come over a connection, as in a test without a server, says so by
	 * an exception.
	 */
	private static @Nullable HttpServerRequest nativeRequest(ServerHttpRequest request) {
		ServerHttpRequest undecorated = request;
		while (undecorated instanceof ServerHttpRequestDecorator decorator) {
			undecorated = decorator.getDelegate();
		}
		try {
			return (undecorated instanceof AbstractServerHttpRequest server
					&& server.getNativeRequest() instanceof HttpServerRequest netty) ? netty : null;
		}
		catch (IllegalStateException ex) {
			return null;
		}
	}

}
