package dev.probity.grpc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.fixture.LoggedLines;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.stub.ServerCallStreamObserver;
import org.junit.jupiter.api.Test;

import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.NOT_SERVING;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is sent to a caller that watches, and what is not.
 */
class GrpcWatchTests {

	private final Stream stream = new Stream();

	private volatile ServingStatus status = SERVING;

	private Runnable beforeAnswering = () -> {
	};

	private final GrpcWatch watch = new GrpcWatch(this::read, new GrpcUserAgent(null), this.stream);

	@Test
	void onlyChangesAreSent() {
		evaluate(SERVING, SERVING, NOT_SERVING, NOT_SERVING, SERVING);
		assertThat(this.stream.sent).containsExactly(SERVING, NOT_SERVING, SERVING);
	}

	@Test
	void theFirstStatusIsSentWhetherOrNotTheCallerReads() {
		this.stream.ready = false;
		evaluate(SERVING);
		assertThat(this.stream.sent).containsExactly(SERVING);
	}

	@Test
	void aCallerThatDoesNotReadFindsTheLatestOnly() {
		evaluate(SERVING);
		this.stream.ready = false;
		evaluate(NOT_SERVING, SERVING, NOT_SERVING, SERVING, NOT_SERVING);
		assertThat(this.stream.sent).containsExactly(SERVING);
		this.stream.ready = true;
		evaluate(NOT_SERVING);
		assertThat(this.stream.sent).containsExactly(SERVING, NOT_SERVING);
	}

	@Test
	void whatHasBeenReadEarlierIsNotSentLater() {
		evaluate(SERVING);
		// while it is on its way to the caller, somebody else sees that all has changed
		this.beforeAnswering = () -> {
			this.beforeAnswering = () -> {
			};
			evaluate(NOT_SERVING);
		};
		evaluate(SERVING);
		assertThat(this.stream.sent).containsExactly(SERVING, NOT_SERVING);
	}

	@Test
	void itEndsOnceAndForGood() {
		evaluate(SERVING);
		this.watch.end();
		this.watch.end();
		evaluate(NOT_SERVING);
		assertThat(this.stream.sent).containsExactly(SERVING);
		assertThat(this.stream.ends).containsExactly(Status.Code.OK);
	}

	@Test
	void aStatusThatCannotBeReadEndsItRatherThanLeaveAnOldOne() {
		evaluate(SERVING);
		this.beforeAnswering = () -> {
			throw new IllegalStateException("on purpose");
		};
		try (LoggedLines lines = new LoggedLines(GrpcWatch.class)) {
			evaluate(NOT_SERVING, NOT_SERVING);
			assertThat(lines.next()).containsExactly(
					"WARN Could not evaluate the status for a gRPC health Watch call; the call ends with INTERNAL");
		}
		assertThat(this.stream.sent).containsExactly(SERVING);
		assertThat(this.stream.ends).containsExactly(Status.Code.INTERNAL);
	}

	/**
	 * Once a second at least, and whatever a stream throws.
	 */
	@Test
	void aStreamThatFailsInEveryWayKeepsNobodyElseFromBeingTold() {
		Stream broken = new Stream();
		broken.broken = true;
		GrpcWatches watches = new GrpcWatches();
		watches.add(new GrpcWatch(this::read, new GrpcUserAgent(null), broken));
		watches.add(this.watch);
		watches.add(new GrpcWatch(this::read, new GrpcUserAgent(null), broken));
		this.status = SERVING;
		await().until(() -> this.stream.sent.equals(List.of(SERVING)));
		this.status = NOT_SERVING;
		await().until(() -> this.stream.sent.equals(List.of(SERVING, NOT_SERVING)));
		this.status = SERVING;
		watches.wake();
		await().until(() -> this.stream.sent.equals(List.of(SERVING, NOT_SERVING, SERVING)));
		watches.end();
		assertThat(this.stream.ends).containsExactly(Status.Code.OK);
		watches.close();
	}

	private GrpcAnswer read() {
		GrpcAnswer answer = GrpcAnswer.of(this.status);
		this.beforeAnswering.run();
		return answer;
	}

	private void evaluate(ServingStatus... statuses) {
		for (ServingStatus each : statuses) {
			this.status = each;
			this.watch.evaluate();
		}
	}

	private static final class Stream extends ServerCallStreamObserver<HealthCheckResponse> {

		private final List<ServingStatus> sent = new CopyOnWriteArrayList<>();

		private final List<Status.Code> ends = new ArrayList<>();

		private boolean ready = true;

		private boolean broken;

		private void fail() {
			if (this.broken) {
				throw new StackOverflowError();
			}
		}

		@Override
		public boolean isReady() {
			return this.ready;
		}

		@Override
		public void onNext(HealthCheckResponse response) {
			fail();
			this.sent.add(response.getStatus());
		}

		@Override
		public void onError(Throwable ex) {
			fail();
			this.ends.add(((StatusRuntimeException) ex).getStatus().getCode());
		}

		@Override
		public void onCompleted() {
			fail();
			this.ends.add(Status.Code.OK);
		}

		@Override
		public boolean isCancelled() {
			return false;
		}

		@Override
		public void setOnCancelHandler(Runnable handler) {
			// nobody cancels
		}

		@Override
		public void setOnReadyHandler(Runnable handler) {
			// looked at by the test
		}

		@Override
		public void setCompression(String compression) {
			// none
		}

		@Override
		public void setMessageCompression(boolean enable) {
			// none
		}

		@Override
		public void disableAutoInboundFlowControl() {
			// nothing comes in
		}

		@Override
		public void request(int count) {
			// nothing comes in
		}

	}

}
