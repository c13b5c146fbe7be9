package dev.probity.grpc;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.probity.change.ProbeObserver;
import dev.probity.change.VerdictChange;
import dev.probity.change.VerdictChangeListener;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * What the gRPC health protocol says: of the server as a whole, which is readiness, and
 * of a service for each probe. Every answer is the verdict of its moment; none waits for
 * anybody. Other services say what the application has declared or set, until the
 * instance leaves. Thread-safe.
 */
final class GrpcHealth implements HealthGrpc.AsyncService, VerdictChangeListener, AutoCloseable {

	private static final String SERVER = "";

	private final Probes probes;

	private final ProbeObserver observer;

	private final GrpcDeclaredServices declared;

	private final HealthGrpc.AsyncService others;

	private final Map<String, Probe> services;

	private final GrpcWatches watches = new GrpcWatches();

	private volatile boolean ended;

	/**
	 * Speak for an instance.
	 * @param probes give the verdicts
	 * @param observer is notified of each answer
	 * @param declared services that the application has declared
	 * @param others answers for all other services
	 * @param server whether readiness is that of the server as a whole
	 */
	public GrpcHealth(Probes probes, ProbeObserver observer, GrpcDeclaredServices declared,
			HealthGrpc.AsyncService others, Server server) {
		this.probes = probes;
		this.observer = observer;
		this.declared = declared;
		this.others = others;
		this.services = services(probes, server);
	}

	private static Map<String, Probe> services(Probes probes, Server server) {
		Map<String, Probe> services = new HashMap<>();
		probes.all().forEach((probe) -> services.put(probe.name(), probe));
		Probe readiness = services.get(Probe.READINESS);
		if (readiness != null && server == Server.SERVED) {
			services.put(SERVER, readiness);
		}
		return services;
	}

	/**
	 * The services of the probes.
	 * @param probes the probes
	 * @return their names
	 */
	public static Set<String> serviceNames(Probes probes) {
		return services(probes, Server.SERVED).keySet();
	}

	@Override
	public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> caller) {
		GrpcSource source = source(request.getService());
		if (source == null) {
			this.others.check(request, new UntilLeaving(caller));
			return;
		}
		caller.onNext(source.read().to(GrpcUserAgent.current()));
		caller.onCompleted();
	}

	@Override
	public void watch(HealthCheckRequest request, StreamObserver<HealthCheckResponse> caller) {
		// a server's is always one
		watch(request, (ServerCallStreamObserver<HealthCheckResponse>) caller);
	}

	private void watch(HealthCheckRequest request, ServerCallStreamObserver<HealthCheckResponse> caller) {
		if (this.ended) {
			// with an answer, a client would try again at once
			caller.onError(Status.UNAVAILABLE.withDescription("shutting down").asRuntimeException());
			return;
		}
		GrpcSource source = source(request.getService());
		GrpcWatch watch = new GrpcWatch((source != null) ? source : foreign(request), GrpcUserAgent.current(), caller);
		caller.setOnCancelHandler(() -> this.watches.remove(watch));
		caller.setOnCloseHandler(() -> this.watches.remove(watch));
		caller.setOnReadyHandler(watch::evaluate);
		this.watches.add(watch);
		watch.evaluate();
		if (this.ended) {
			watch.end();
		}
	}

	private @Nullable GrpcSource source(String service) {
		Probe probe = this.services.get(service);
		if (probe != null) {
			return () -> read(probe);
		}
		return this.declared.names().contains(service) ? () -> this.declared.read(service, isLeaving()) : null;
	}

	private GrpcAnswer read(Probe probe) {
		boolean leaves = this.ended && probe.type() == ProbeType.READINESS;
		ProbeVerdict verdict = this.probes.verdict(probe);
		ProbeStatus status = leaves ? ProbeStatus.OUT_OF_SERVICE : verdict.status();
		ServingStatus serving = (!leaves && verdict.passes()) ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
		return new GrpcAnswer(serving,
				(caller) -> this.observer.onAnswer(probe, status, caller, GrpcUserAgent::userAgent));
	}

	private GrpcSource foreign(HealthCheckRequest request) {
		GrpcForeignService service = new GrpcForeignService(this::isLeaving, this.watches::wake);
		this.others.watch(request, service);
		return service;
	}

	private boolean isLeaving() {
		return this.ended || this.probes.isWithdrawn();
	}

	@Override
	public void onChange(VerdictChange change) {
		this.watches.wake();
	}

	/**
	 * End all streams, and take on none, so that no server waits for them: it is about to
	 * stop.
	 */
	public void end() {
		this.ended = true;
		this.watches.end();
	}

	/**
	 * Go on: a server has started.
	 */
	public void resume() {
		this.ended = false;
	}

	@Override
	public void close() {
		end();
		this.watches.close();
	}

	/**
	 * How many streams are open.
	 */
	int watches() {
		return this.watches.size();
	}

	/**
	 * Reports the status that others have set, until the instance shuts down.
	 */
	private final class UntilLeaving implements StreamObserver<HealthCheckResponse> {

		private final StreamObserver<HealthCheckResponse> caller;

		private UntilLeaving(StreamObserver<HealthCheckResponse> caller) {
			this.caller = caller;
		}

		@Override
		public void onNext(HealthCheckResponse response) {
			this.caller.onNext(!isLeaving() ? response
					: response.toBuilder().setStatus(GrpcSource.leaving(response.getStatus())).build());
		}

		@Override
		public void onError(Throwable ex) {
			this.caller.onError(ex);
		}

		@Override
		public void onCompleted() {
			this.caller.onCompleted();
		}

	}

	/**
	 * Whether there is an answer for the server as a whole.
	 */
	public enum Server {

		/** There is: readiness. */
		SERVED,

		/** The application does not want one, or gives it itself. */
		LEFT_OUT

	}

}
