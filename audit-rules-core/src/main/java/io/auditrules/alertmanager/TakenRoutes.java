package io.auditrules.alertmanager;

import java.util.List;

/**
 * The tree of routes, and those of it that one alert takes.
 *
 * @param root the whole tree
 * @param routes where the alert ends up, in the order of the tree: one notification's way each
 */
public record TakenRoutes(RouteNode root, List<RouteNode> routes) {

    public TakenRoutes {
        routes = List.copyOf(routes);
    }

    /** Who is told, in the order of the tree; a name stands twice where two routes lead there. */
    public List<String> receivers() {
        return routes.stream().map(RouteNode::receiver).toList();
    }

    /** Whether the alert ends up on a route or passes it on the way down. */
    public boolean passes(RouteNode node) {
        int depth = node.path().size();
        return routes.stream()
                .map(RouteNode::path)
                .anyMatch(path -> path.size() >= depth && path.subList(0, depth).equals(node.path()));
    }

    /** The branches that the alert takes, drawn as {@code amtool config routes test --tree} does. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(".\n");
        draw(List.of(root), "", text);
        return text.toString();
    }

    private void draw(List<RouteNode> nodes, String indent, StringBuilder text) {
        for (int i = 0; i < nodes.size(); i++) {
            RouteNode node = nodes.get(i);
            boolean last = i == nodes.size() - 1;
            text.append(indent).append(last ? "└── " : "├── ").append(node.matchers());
            if (routes.contains(node)) {
                text.append("  receiver: ").append(node.receiver());
            }
            text.append('\n');
            draw(node.children().stream().filter(this::passes).toList(), indent + (last ? "    " : "│   "), text);
        }
    }
}
