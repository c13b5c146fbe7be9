package dev.probity.lameduck;

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
 *
 * @since 0.1.0
 */
public final class NettyConnections implements WebFilter, Ordered {

	private final WebServers servers;

	/**
	 * Close connections when the servers are told to.
	 * @param servers the web servers
	 */
	public NettyConnections(WebServers servers) {
		this.servers = servers;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (isHttp1OnNetty(exchange.getRequest())) {
			ServerHttpResponse response = exchange.getResponse();
			// as late as possible: the signal may come while the request is being served
			response.beforeCommit(() -> Mono.fromRunnable(() -> {
				if (this.servers.endsKeepAlive()) {
					response.getHeaders().set(HttpHeaders.CONNECTION, "close");
				}
			}));
		}
		return chain.filter(exchange);
	}

	private static boolean isHttp1OnNetty(ServerHttpRequest request) {
		HttpServerRequest netty = nativeRequest(request);
		return netty != null && netty.version().majorVersion() == 1;
	}

	private static @Nullable HttpServerRequest nativeRequest(ServerHttpRequest request) {
		ServerHttpRequest undecorated = request;
		while (undecorated instanceof ServerHttpRequestDecorator decorator) {
			undecorated = decorator.getDelegate();
		}
		return (undecorated instanceof AbstractServerHttpRequest server
				&& server.getNativeRequest() instanceof HttpServerRequest netty) ? netty : null;
	}

}
