package dev.probity.test.fault;

import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * A question to which a Kafka broker answers with addresses of brokers.
 *
 * @param api which
 * @param version in which version
 */
record KafkaQuestion(short api, short version) {

	static boolean isAboutBrokers(short api) {
		return api == ApiKeys.METADATA.id || api == ApiKeys.FIND_COORDINATOR.id || api == ApiKeys.DESCRIBE_CLUSTER.id;
	}

	/**
	 * The answer with other addresses.
	 */
	byte[] withAddresses(byte[] answer, UnaryOperator<Address> others) {
		ApiKeys key = ApiKeys.forId(this.api);
		ByteBuffer buffer = ByteBuffer.wrap(answer);
		short headerVersion = key.responseHeaderVersion(this.version);
		ResponseHeader header = ResponseHeader.parse(buffer, headerVersion);
		ByteBufferAccessor body = new ByteBufferAccessor(buffer);
		ApiMessage changed = switch (key) {
			case METADATA -> brokers(new MetadataResponseData(body, this.version), others);
			case FIND_COORDINATOR -> coordinators(new FindCoordinatorResponseData(body, this.version), others);
			case DESCRIBE_CLUSTER -> cluster(new DescribeClusterResponseData(body, this.version), others);
			default -> throw new IllegalStateException(key.name);
		};
		ByteBuffer written = RequestUtils.serialize(header.data(), headerVersion, changed, this.version);
		byte[] bytes = new byte[written.remaining()];
		written.get(bytes);
		return bytes;
	}

	private static ApiMessage brokers(MetadataResponseData answer, UnaryOperator<Address> others) {
		answer.brokers().forEach((broker) -> {
			Address other = others.apply(new Address(broker.host(), broker.port()));
			broker.setHost(other.host()).setPort(other.port());
		});
		return answer;
	}

	private static ApiMessage cluster(DescribeClusterResponseData answer, UnaryOperator<Address> others) {
		answer.brokers().forEach((broker) -> {
			Address other = others.apply(new Address(broker.host(), broker.port()));
			broker.setHost(other.host()).setPort(other.port());
		});
		return answer;
	}

	/**
	 * There is none yet, and no address, while the cluster is starting.
	 */
	private static ApiMessage coordinators(FindCoordinatorResponseData answer, UnaryOperator<Address> others) {
		if (answer.port() > 0) {
			Address other = others.apply(new Address(answer.host(), answer.port()));
			answer.setHost(other.host()).setPort(other.port());
		}
		answer.coordinators().stream().filter((coordinator) -> coordinator.port() > 0).forEach((coordinator) -> {
			Address other = others.apply(new Address(coordinator.host(), coordinator.port()));
			coordinator.setHost(other.host()).setPort(other.port());
		});
		return answer;
	}

}
