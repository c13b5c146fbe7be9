package dev.probity.shutdown;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * One HTTP/2 connection of Tomcat, between it and what serves its requests. To be looked
 * at by one thread; requests may come from any.
 */
final class TomcatHttp2Connection extends MultiplexedConnection implements Adapter {

	private final Adapter application;

	private final AtomicLong requests = new AtomicLong();

	private final Set<Request> serving = ConcurrentHashMap.newKeySet();

	private volatile Runnable goAway = () -> {
	};

	TomcatHttp2Connection(Adapter application) {
		this.application = application;
	}

	void setGoAway(Runnable goAway) {
		this.goAway = goAway;
	}

	@Override
	long requests() {
		return this.requests.get();
	}

	@Override
	boolean isServing() {
		return !this.serving.isEmpty();
	}

	@Override
	void goAway() {
		this.goAway.run();
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		this.requests.incrementAndGet();
		this.serving.add(request);
		try {
			this.application.service(request, response);
		}
		finally {
			if (!isAsync(request)) {
				this.serving.remove(request);
			}
		}
	}

	@Override
	public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
		boolean goesOn = false;
		try {
			goesOn = this.application.asyncDispatch(request, response, event);
			return goesOn;
		}
		finally {
			if (!goesOn || !isAsync(request)) {
				this.serving.remove(request);
			}
		}
	}

	private static boolean isAsync(Request request) {
		AtomicBoolean async = new AtomicBoolean();
		request.action(ActionCode.ASYNC_IS_ASYNC, async);
		return async.get();
	}

	@Override
	public boolean prepare(Request request, Response response) throws Exception {
		return this.application.prepare(request, response);
	}

	@Override
	public void log(Request request, Response response, long time) {
		this.application.log(request, response, time);
	}

	@Override
	public void checkRecycled(Request request, Response response) {
		this.application.checkRecycled(request, response);
	}

	@Override
	public String getDomain() {
		return this.application.getDomain();
	}

}
