package dev.probity.shutdown;

import java.util.function.Consumer;

import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/2, whose connections are known: Tomcat tells them to go away only
 * together with closing its port.
 */
final class TomcatHttp2Protocol implements UpgradeProtocol {

	private final Http2Protocol http2;

	private final Consumer<TomcatHttp2Connection> connections;

	TomcatHttp2Protocol(Http2Protocol http2, Consumer<TomcatHttp2Connection> connections) {
		this.http2 = http2;
		this.connections = connections;
	}

	@Override
	public Processor getProcessor(SocketWrapperBase<?> socket, Adapter adapter) {
		TomcatHttp2Connection connection = new TomcatHttp2Connection(adapter);
		Processor processor = this.http2.getProcessor(socket, connection);
		connection.setGoAway(processor::pause);
		this.connections.accept(connection);
		return processor;
	}

	@Override
	public InternalHttpUpgradeHandler getInternalUpgradeHandler(SocketWrapperBase<?> socket, Adapter adapter,
			Request request) {
		TomcatHttp2Connection connection = new TomcatHttp2Connection(adapter);
		InternalHttpUpgradeHandler handler = this.http2.getInternalUpgradeHandler(socket, connection, request);
		connection.setGoAway(handler::pause);
		this.connections.accept(connection);
		return handler;
	}

	@Override
	public String getHttpUpgradeName(boolean isSecure) {
		return this.http2.getHttpUpgradeName(isSecure);
	}

	@Override
	public byte[] getAlpnIdentifier() {
		return this.http2.getAlpnIdentifier();
	}

	@Override
	public String getAlpnName() {
		return this.http2.getAlpnName();
	}

	@Override
	public boolean accept(Request request) {
		return this.http2.accept(request);
	}

}
