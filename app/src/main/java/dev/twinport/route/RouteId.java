package dev.twinport.route;

/** What names a route: its Gateway and the port. The same across changes of what lies behind. */
public record RouteId(String namespace, String gateway, int port) {

    @Override
    public String toString() {
        return namespace + "/" + gateway + ":" + port;
    }
}
