package com.hometech.edf.api.contract;

import com.hometech.edf.api.access.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An operation of the contract.
 *
 * @param id its {@code operationId}
 * @param method {@code GET} or {@code PUT}
 * @param scopes any one of them allows it; empty: every access token does
 * @param parameters in the order of the document
 * @param mediaTypes what a 200 is written as, the first where nobody asks for another
 * @param headers that a 200 may have
 * @param bodyFields fields of the body; empty where it takes none, or a document
 * @param mostDocumentBytes where the body is a document that the operation reads itself, its most bytes; else 0
 * @param open whether it is answered without access token
 */
public record Operation(
        String id,
        String method,
        PathTemplate path,
        Set<Scope> scopes,
        List<Parameter> parameters,
        List<String> mediaTypes,
        Set<String> headers,
        Map<String, ValueType> bodyFields,
        int mostDocumentBytes,
        boolean open) {
    public Operation {
        scopes = Set.copyOf(scopes);
        parameters = List.copyOf(parameters);
        mediaTypes = List.copyOf(mediaTypes);
        headers = Set.copyOf(headers);
    }
}
