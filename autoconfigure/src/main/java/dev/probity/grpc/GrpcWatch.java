package dev.probity.grpc;

import java.util.concurrent.atomic.AtomicLong;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.stub.ServerCallStreamObserver;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One open stream of a caller that watches a service. It is sent the first status and
 * then what has changed; one that does not read finds the latest only. Thread-safe.
 */
final class GrpcWatch {

	private static final Log logger = LogFactory.getLog(GrpcWatch.class);

	// made ahead: there may be no memory for it
	private static final StatusRuntimeException UNREADABLE = Status.INTERNAL
		.withDescription("status cannot be evaluated")
		.asRuntimeException();

	private final GrpcSource source;

	private final GrpcUserAgent caller;

	private final ServerCallStreamObserver<HealthCheckResponse> stream;

	private final AtomicLong looks = new AtomicLong();

	// guarded by "this", and so is the stream
	private long lastLook;

	private @Nullable ServingStatus told;

	private boolean over;

	GrpcWatch(GrpcSource source, GrpcUserAgent caller, ServerCallStreamObserver<HealthCheckResponse> stream) {
		this.source = source;
		this.caller = caller;
		this.stream = stream;
	}

	/**
	 * Send the status to the caller if it has changed.
	 */
	void evaluate() {
		long look = this.looks.incrementAndGet();
		try {
			send(look, this.source.read());
		}
		catch (Throwable ex) {
			// better no answer than an old one
			tryToFail(ex);
		}
	}

	private synchronized void send(long look, GrpcAnswer answer) {
		if (this.over || look < this.lastLook) {
			return;
		}
		this.lastLook = look;
		if (answer.status() != this.told && (this.told == null || this.stream.isReady())) {
			this.told = answer.status();
			this.stream.onNext(answer.to(this.caller));
		}
	}

	/**
	 * Have nothing more to tell.
	 */
	synchronized void end() {
		if (!this.over) {
			this.over = true;
			this.stream.onCompleted();
		}
	}

	private void tryToFail(Throwable cause) {
		try {
			fail(cause);
		}
		catch (Throwable ex) {
			// its caller is not notified of that either
		}
	}

	private synchronized void fail(Throwable cause) {
		if (!this.over) {
			// first: the caller is to know even if the log fails, too; and if he cannot
			// be
			// the next evaluation notifies the caller
			this.stream.onError(UNREADABLE);
			this.over = true;
			logger.warn("Could not evaluate the status for a gRPC health Watch call; the call ends with INTERNAL",
					cause);
		}
	}

}
