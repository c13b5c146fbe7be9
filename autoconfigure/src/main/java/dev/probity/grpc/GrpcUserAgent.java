package dev.probity.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param userAgent what the caller calls itself
 */
record GrpcUserAgent(@Nullable String userAgent) {

	private static final Metadata.Key<String> USER_AGENT = Metadata.Key.of("user-agent",
			Metadata.ASCII_STRING_MARSHALLER);

	private static final Context.Key<GrpcUserAgent> CURRENT = Context.keyWithDefault("probity-caller",
			new GrpcUserAgent(null));

	/**
	 * Who has made the call that the current thread serves.
	 */
	static GrpcUserAgent current() {
		return CURRENT.get();
	}

	/**
	 * Makes {@link #current()} known to a service.
	 */
	static final class Interceptor implements ServerInterceptor {

		@Override
		public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
				ServerCallHandler<Q, R> next) {
			Context context = Context.current().withValue(CURRENT, new GrpcUserAgent(headers.get(USER_AGENT)));
			return Contexts.interceptCall(context, call, headers, next);
		}

	}

}
