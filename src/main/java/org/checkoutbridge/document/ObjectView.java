package org.checkoutbridge.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;

/** An object of a tree as a plain map, to be read only. Nothing is copied, in either direction: a document is mapped many times. */
final class ObjectView extends AbstractMap<String, Object> {

    final ObjectNode tree;

    ObjectView(ObjectNode tree) {
        this.tree = tree;
    }

    @Override
    public Object get(Object name) {
        return name instanceof String text ? Json.plain(tree.get(text)) : null;
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String text && tree.has(text);
    }

    @Override
    public int size() {
        return tree.size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                Iterator<Entry<String, JsonNode>> fields = tree.properties().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return fields.hasNext();
                    }

                    @Override
                    public Entry<String, Object> next() {
                        Entry<String, JsonNode> field = fields.next();
                        return new SimpleImmutableEntry<>(field.getKey(), Json.plain(field.getValue()));
                    }
                };
            }

            @Override
            public int size() {
                return tree.size();
            }
        };
    }
}
