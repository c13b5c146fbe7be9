package dev.probity.test.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which URLs of JDBC name one server, and where.
 */
class JdbcUrlTests {

	@ParameterizedTest
	@CsvSource(delimiter = ' ', textBlock = """
			jdbc:postgresql://db.local:5433/orders?sslmode=require db.local:5433
			jdbc:postgresql://db/orders db:5432
			jdbc:postgresql://[::1]:5432/orders [::1]:5432
			jdbc:mysql://localhost/shop?useSSL=false localhost:3306
			jdbc:mysql://app@localhost:3307/shop localhost:3307
			jdbc:mariadb://10.0.0.7:3306/shop 10.0.0.7:3306
			jdbc:sqlserver://sql:1433;databaseName=shop;encrypt=true sql:1433
			jdbc:oracle:thin:@//ora:1522/XEPDB1 ora:1522
			jdbc:oracle:thin:@ora:1521:XE ora:1521
			jdbc:oracle:thin:@ora/XEPDB1 ora:1521
			jdbc:oracle:thin:@tcp://ora:1522/XEPDB1 ora:1522
			jdbc:oracle:thin:@tcps://ora:2484/XEPDB1?wallet_location=/w ora:2484
			jdbc:mysql://root:@localhost localhost:3306
			jdbc:db2://db2:50000/SAMPLE db2:50000
			jdbc:otel:postgresql://db:5432/orders db:5432
			""")
	void aServerIsReplacedAndNothingElse(String url, String server) {
		JdbcUrl parsed = JdbcUrl.parse(url);
		assertThat(parsed).isNotNull();
		assertThat(parsed.server()).hasToString(server);
		String other = parsed.at(new Address("127.0.0.1", 4711));
		assertThat(other).contains("127.0.0.1:4711");
		assertThat(JdbcUrl.parse(other))
			.isEqualTo(new JdbcUrl(parsed.before(), new Address("127.0.0.1", 4711), parsed.after()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:orders", "jdbc:h2:tcp://localhost/orders", "jdbc:hsqldb:mem:x",
			"jdbc:tc:postgresql:17:///orders", "jdbc:postgresql:orders", "jdbc:postgresql://one:5432,two:5432/orders",
			"jdbc:oracle:thin:@orders_high?TNS_ADMIN=/wallet", "jdbc:oracle:thin:@orders",
			"jdbc:oracle:thin:@ldap://directory:389/orders,cn=OracleContext",
			"jdbc:sqlserver://localhost\\SQLEXPRESS;databaseName=shop",
			"jdbc:sqlserver://localhost;databaseName=shop;portNumber=1444",
			"jdbc:sqlserver://one;failoverPartner=two;databaseName=shop" })
	void whatNamesNoSingleServerIsLeftAlone(String url) {
		assertThat(JdbcUrl.parse(url)).isNull();
	}

	@Test
	void aPortMayBeMissing() {
		assertThat(Address.parse("kafka", 9092)).isEqualTo(new Address("kafka", 9092));
		assertThat(Address.parse("[::1]", 9092)).isEqualTo(new Address("::1", 9092));
		assertThat(Address.parse("[::1]:9093", 9092)).isEqualTo(new Address("::1", 9093));
	}

}
