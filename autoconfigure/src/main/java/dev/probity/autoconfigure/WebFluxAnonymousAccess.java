package dev.probity.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;
import org.springframework.web.server.handler.FilteringWebHandler;

/**
 * Sends a request of its own through Spring Security's filters and looks whether it
 * arrives. It comes from nowhere: no server, no metric and no probe sees it.
 */
final class WebFluxAnonymousAccess implements AnonymousAccess {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final ApplicationContext context;

	private final WebFilterChainProxy security;

	WebFluxAnonymousAccess(ApplicationContext context, WebFilterChainProxy security) {
		this.context = context;
		this.security = security;
	}

	@Override
	public boolean isAllowed(String path) {
		AtomicBoolean arrived = new AtomicBoolean();
		AtomicReference<Throwable> failure = new AtomicReference<>();
		WebHandler security = new FilteringWebHandler((exchange) -> Mono.fromRunnable(() -> arrived.set(true)),
				List.of(this.security));
		HttpWebHandlerAdapter adapter = new HttpWebHandlerAdapter((exchange) -> security.handle(exchange)
			.onErrorResume((error) -> Mono.fromRunnable(() -> failure.set(error))));
		adapter.setApplicationContext(this.context);
		adapter.handle(new Request(path), new Response()).block(PATIENCE);
		if (failure.get() != null) {
			throw new IllegalStateException("The security filter chain fails", failure.get());
		}
		return arrived.get();
	}

	@Override
	public String permission() {
		return ".matchers(EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class)).permitAll()";
	}

	private static final class Request extends AbstractServerHttpRequest {

		private Request(String path) {
			super(HttpMethod.GET, URI.create(path), null, new HttpHeaders());
		}

		@Override
		protected MultiValueMap<String, HttpCookie> initCookies() {
			return new LinkedMultiValueMap<>();
		}

		@Override
		protected @Nullable SslInfo initSslInfo() {
			return null;
		}

		@Override
		public <T> T getNativeRequest() {
			throw new IllegalStateException("There is no server behind this request");
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

		@Override
		public InetSocketAddress getRemoteAddress() {
			return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		}

	}

	private static final class Response extends AbstractServerHttpResponse {

		private Response() {
			super(DefaultDataBufferFactory.sharedInstance);
		}

		@Override
		public <T> T getNativeResponse() {
			throw new IllegalStateException("There is no server behind this response");
		}

		@Override
		protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
			return Flux.from(body).then();
		}

		@Override
		protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return Flux.from(body).concatMap(Flux::from).then();
		}

		@Override
		protected void applyStatusCode() {
			// nobody sees it
		}

		@Override
		protected void applyHeaders() {
			// nobody sees them
		}

		@Override
		protected void applyCookies() {
			// nobody sees them
		}

	}

}
