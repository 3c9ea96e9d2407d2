/** What hands requests of a framework's server to the query endpoint. */

export const springShell = {
  name: 'QueryEndpointController.java',
  text: String.raw`import org.apache.kafka.streams.KafkaStreams;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers questions about this application's state stores (ks-iq/1). Whoever reaches it may read every store: secure the path as you do others,
 * or give the endpoint a token.
 */
@RestController
public class QueryEndpointController {
    private final StreamsBuilderFactoryBean factory;
    private KafkaStreams streams;
    private QueryEndpoint endpoint;

    public QueryEndpointController(StreamsBuilderFactoryBean factory) {
        this.factory = factory;
    }

    @GetMapping(path = {QueryEndpoint.ROOT, QueryEndpoint.ROOT + "/**"}, produces = "application/json")
    public ResponseEntity<String> answer(RequestEntity<Void> request) {
        QueryEndpoint current = current();
        if (current == null) {
            return ResponseEntity.status(503).header("Retry-After", "1").body(QueryEndpoint.NOT_STARTED);
        }
        String path = request.getUrl().getRawPath();
        QueryEndpoint.Answer answer = current.answer(
            "GET",
            path.substring(path.indexOf(QueryEndpoint.ROOT)),
            request.getUrl().getRawQuery(),
            request.getHeaders().getFirst("Authorization"));
        return ResponseEntity.status(answer.status).body(answer.json);
    }

    /** The factory makes KafkaStreams anew when it is started again. */
    private synchronized QueryEndpoint current() {
        KafkaStreams now = factory.getKafkaStreams();
        if (now == null) {
            return null;
        }
        if (now != streams) {
            String applicationId = factory.getStreamsConfiguration().getProperty("application.id");
            endpoint = new QueryEndpoint(now, factory.getTopology(), applicationId)
                .server(factory.getStreamsConfiguration().getProperty("application.server"));
            streams = now;
        }
        return endpoint;
    }
}
`,
};

export const quarkusShell = {
  name: 'QueryEndpointResource.java',
  text: String.raw`import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers questions about this application's state stores (ks-iq/1). Whoever reaches it may read every store: secure the path as you do others,
 * or give the endpoint a token.
 */
@Singleton
@Path(QueryEndpoint.ROOT)
public class QueryEndpointResource {
    private final QueryEndpoint endpoint;

    @Inject
    public QueryEndpointResource(
            KafkaStreams streams,
            Topology topology,
            @ConfigProperty(name = "quarkus.kafka-streams.application-id") String applicationId,
            @ConfigProperty(name = "quarkus.kafka-streams.application-server") Optional<String> applicationServer) {
        endpoint = new QueryEndpoint(streams, topology, applicationId).server(applicationServer.orElse(null));
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response root(@Context UriInfo uri, @Context HttpHeaders headers) {
        return answer(uri, headers);
    }

    @GET
    @Path("{rest: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response answer(@Context UriInfo uri, @Context HttpHeaders headers) {
        String path = uri.getRequestUri().getRawPath();
        QueryEndpoint.Answer answer = endpoint.answer(
            "GET",
            path.substring(path.indexOf(QueryEndpoint.ROOT)),
            uri.getRequestUri().getRawQuery(),
            headers.getHeaderString("Authorization"));
        return Response.status(answer.status).entity(answer.json).build();
    }
}
`,
};

export const micronautShell = {
  name: 'QueryEndpointController.java',
  text: String.raw`import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/**
 * Answers questions about this application's state stores (ks-iq/1). Whoever reaches it may read every store: secure the path as you do others,
 * or give the endpoint a token. Make a bean of the endpoint in a factory:
 * {@code new QueryEndpoint(streams, topology, applicationId).server(applicationServer)}.
 */
@Controller(QueryEndpoint.ROOT)
@ExecuteOn(TaskExecutors.BLOCKING)
public class QueryEndpointController {
    private final QueryEndpoint endpoint;

    public QueryEndpointController(QueryEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Get(uri = "{/rest:.*}", produces = MediaType.APPLICATION_JSON)
    public HttpResponse<String> answer(HttpRequest<?> request) {
        String path = request.getUri().getRawPath();
        QueryEndpoint.Answer answer = endpoint.answer(
            "GET",
            path.substring(path.indexOf(QueryEndpoint.ROOT)),
            request.getUri().getRawQuery(),
            request.getHeaders().get("Authorization"));
        return HttpResponse.<String>status(HttpStatus.valueOf(answer.status)).body(answer.json);
    }
}
`,
};
