package org.checkoutbridge.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.AbstractList;
import java.util.Objects;

/** An array of a tree as a plain list, to be read only. */
final class ArrayView extends AbstractList<Object> {

    final ArrayNode tree;

    ArrayView(ArrayNode tree) {
        this.tree = tree;
    }

    @Override
    public Object get(int index) {
        return Json.plain(tree.get(Objects.checkIndex(index, tree.size())));
    }

    @Override
    public int size() {
        return tree.size();
    }
}
